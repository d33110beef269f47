package io.volant.rpc.contract;

import static io.volant.rpc.contract.Events.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Every form of interface that Java allows means over a stub what it means on the object itself. */
public abstract class SignaturesContract extends TransportContract {
    interface Lookup<K, V> {
        V find(K key);

        CompletableFuture<V> findLater(K key);

        List<V> findAll(List<K> keys);
    }

    interface Named {
        Object label(); // narrowed below

        default String hello() {
            return "Hello, " + label();
        }
    }

    record Page<T>(List<T> items, int number) {}

    record Key(String text) {}

    @RpcService(name = "lookups", version = "2")
    interface Lookups extends Lookup<Key, Page<String>>, Named {
        @Override
        @RpcMethod(timeout = "5s", idempotent = true)
        String label();

        String join(String a);

        String join(String a, String b);

        String join(int a);

        String join(long a);

        String join(Key a);

        String joinAll(String separator, String... parts);

        int[] sorted(int... numbers);

        default String joinThree(String first, String... rest) {
            return joinAll("+", first, join(rest[0], rest[1]));
        }

        static String constant() {
            return "constant";
        }

        String toString(int number); // an overload, not Object's

        @Override
        String toString();
    }

    static final class PlainLookups implements Lookups {
        @Override
        public String label() {
            return "lookups";
        }

        @Override
        public Page<String> find(Key key) {
            return new Page<>(List.of(key.text()), 1);
        }

        @Override
        public CompletableFuture<Page<String>> findLater(Key key) {
            return CompletableFuture.completedFuture(find(key));
        }

        @Override
        public List<Page<String>> findAll(List<Key> keys) {
            return keys.stream().map(this::find).toList();
        }

        @Override
        public String join(String a) {
            return "String " + a;
        }

        @Override
        public String join(String a, String b) {
            return a + "," + b;
        }

        @Override
        public String join(int a) {
            return "int " + a;
        }

        @Override
        public String join(long a) {
            return "long " + a;
        }

        @Override
        public String join(Key a) {
            return "Key " + a.text();
        }

        @Override
        public String joinAll(String separator, String... parts) {
            return String.join(separator, parts);
        }

        @Override
        public int[] sorted(int... numbers) {
            int[] copy = numbers.clone();
            Arrays.sort(copy);
            return copy;
        }

        @Override
        public String toString(int number) {
            return "number " + number;
        }

        @Override
        public String hello() {
            throw new AssertionError("a default method runs where it is called");
        }
    }

    @Test
    void overloadsAreDifferentMethods() {
        Lookups stub = stub(Lookups.class, new PlainLookups());

        assertThat(stub.join("x")).isEqualTo("String x");
        assertThat(stub.join("x", "y")).isEqualTo("x,y");
        assertThat(stub.join(1)).isEqualTo("int 1");
        assertThat(stub.join(1L)).isEqualTo("long 1");
        assertThat(stub.join(new Key("k"))).isEqualTo("Key k");
    }

    @Test
    void varargsArriveAsTheyWereGiven() {
        Lookups stub = stub(Lookups.class, new PlainLookups());

        assertThat(stub.joinAll("-")).isEmpty();
        assertThat(stub.joinAll("-", "a")).isEqualTo("a");
        assertThat(stub.joinAll("-", "a", "b", "c")).isEqualTo("a-b-c");
        assertThat(stub.sorted()).isEmpty();
        assertThat(stub.sorted(3, 1, 2)).containsExactly(1, 2, 3);
    }

    @Test
    void inheritedGenericMethodsHaveTheTypesOfTheService() {
        Lookups stub = stub(Lookups.class, new PlainLookups());

        assertThat(stub.find(new Key("k"))).isEqualTo(new Page<>(List.of("k"), 1));
        assertThat(get(stub.findLater(new Key("l")))).isEqualTo(new Page<>(List.of("l"), 1));
        assertThat(stub.findAll(List.of(new Key("a"), new Key("b"))))
                .containsExactly(new Page<>(List.of("a"), 1), new Page<>(List.of("b"), 1));
    }

    @Test
    void anInheritedMethodIsCallableThroughTheInterfaceItComesFrom() {
        Lookup<Key, Page<String>> stub = stub(Lookups.class, new PlainLookups());

        assertThat(stub.find(new Key("k")).items()).containsExactly("k");
    }

    @Test
    void aNarrowedResultIsOneMethodUnderBothTypes() {
        Lookups stub = stub(Lookups.class, new PlainLookups());
        Named named = stub;

        assertThat(stub.label()).isEqualTo("lookups");
        assertThat(named.label()).isEqualTo("lookups");
    }

    @Test
    void defaultMethodsRunWhereTheyAreCalledAndCallTheServer() {
        Lookups stub = stub(Lookups.class, new PlainLookups());

        assertThat(stub.hello()).isEqualTo("Hello, lookups");
        assertThat(stub.joinThree("a", "b", "c")).isEqualTo("a+b,c");
        assertThat(Lookups.constant()).isEqualTo("constant");
    }

    @Test
    void methodsOfObjectAreLocal() {
        var client = connect(serve(Lookups.class, new PlainLookups()));
        Lookups one = client.stub(Lookups.class);
        Lookups other = client.stub(Lookups.class);

        assertThat(one.equals(one)).isTrue();
        assertThat(one.equals(other)).isFalse();
        assertThat(one.hashCode()).isEqualTo(one.hashCode());
        assertThat(one.toString()).isEqualTo("stub of lookups:2");
    }

    @Test
    void anOverloadOfAMethodOfObjectIsRemote() {
        Lookups stub = stub(Lookups.class, new PlainLookups());

        assertThat(stub.toString(7)).isEqualTo("number 7");
    }
}
