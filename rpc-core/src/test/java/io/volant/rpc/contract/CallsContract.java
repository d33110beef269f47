package io.volant.rpc.contract;

import static io.volant.rpc.contract.Events.await;
import static io.volant.rpc.contract.Events.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A call arrives with its arguments and comes back with its result, in every form that a method can have. */
public abstract class CallsContract extends TransportContract {
    enum Colour {
        RED,
        GREEN
    }

    record Item(String name, int count, Colour colour) {}

    record Order(long id, List<Item> items, @Nullable String note) {}

    @RpcService
    interface Shop {
        String greet(String name);

        int add(int a, int b);

        @Nullable
        Order confirm(@Nullable Order order);

        void put(Item item);

        CompletableFuture<String> greetLater(String name);

        CompletionStage<Integer> addLater(int a, int b);

        CompletableFuture<Void> putLater(Item item);

        @RpcMethod(oneway = true)
        void tell(String what);

        byte[] reverse(byte[] bytes);

        boolean ready();
    }

    static final class PlainShop implements Shop {
        final List<Object> seen = Collections.synchronizedList(new ArrayList<>());
        final CountDownLatch told = new CountDownLatch(3);

        @Override
        public String greet(String name) {
            return "Hello, " + name;
        }

        @Override
        public int add(int a, int b) {
            return a + b;
        }

        @Override
        public @Nullable Order confirm(@Nullable Order order) {
            return order;
        }

        @Override
        public void put(Item item) {
            seen.add(item);
        }

        @Override
        public CompletableFuture<String> greetLater(String name) {
            return CompletableFuture.supplyAsync(() -> greet(name));
        }

        @Override
        public CompletionStage<Integer> addLater(int a, int b) {
            return CompletableFuture.supplyAsync(() -> a + b).minimalCompletionStage();
        }

        @Override
        public CompletableFuture<Void> putLater(Item item) {
            return CompletableFuture.runAsync(() -> put(item));
        }

        @Override
        public void tell(String what) {
            seen.add(what);
            told.countDown();
        }

        @Override
        public byte[] reverse(byte[] bytes) {
            byte[] reversed = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                reversed[bytes.length - 1 - i] = bytes[i];
            }
            return reversed;
        }

        @Override
        public boolean ready() {
            return true;
        }
    }

    private final PlainShop shop = new PlainShop();

    @Test
    void aValueComesBack() {
        Shop stub = stub(Shop.class, shop);

        assertThat(stub.greet("World")).isEqualTo("Hello, World");
        assertThat(stub.add(40, 2)).isEqualTo(42);
        assertThat(stub.ready()).isTrue();
    }

    @Test
    void recordsListsAndEnumsArriveAsTheyWereSent() {
        Shop stub = stub(Shop.class, shop);
        Order order =
                new Order(7L, List.of(new Item("ball", 3, Colour.RED), new Item("kite", 1, Colour.GREEN)), "fragile");

        assertThat(stub.confirm(order)).isEqualTo(order).isNotSameAs(order);
    }

    @Test
    void nullTravelsBothWaysAndInside() {
        Shop stub = stub(Shop.class, shop);

        assertThat(stub.confirm(null)).isNull();
        assertThat(stub.confirm(new Order(1L, List.of(), null))).isEqualTo(new Order(1L, List.of(), null));
    }

    @Test
    void aVoidCallReturnsWhenTheMethodHasRun() {
        Shop stub = stub(Shop.class, shop);
        Item item = new Item("ball", 1, Colour.RED);

        stub.put(item);

        assertThat(shop.seen).containsExactly(item);
    }

    @Test
    void futuresAndStagesComplete() {
        Shop stub = stub(Shop.class, shop);
        Item item = new Item("ball", 1, Colour.RED);

        assertThat(get(stub.greetLater("World"))).isEqualTo("Hello, World");
        assertThat(get(stub.addLater(40, 2).toCompletableFuture())).isEqualTo(42);
        assertThat(get(stub.putLater(item))).isNull();
        assertThat(shop.seen).containsExactly(item);
    }

    @Test
    void oneWayCallsRunWithoutAnAnswer() {
        Shop stub = stub(Shop.class, shop);

        for (String what : List.of("a", "b", "c")) {
            stub.tell(what);
        }

        await(shop.told);
        assertThat(shop.seen).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void aMessageOfManyFragmentsArrivesWhole() {
        Shop stub = stub(Shop.class, shop);
        byte[] bytes = new byte[3_000_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 8));
        }

        byte[] reversed = stub.reverse(bytes);

        assertThat(shop.reverse(reversed)).isEqualTo(bytes);
    }

    @Test
    void anEmptyMessageIsAMessage() {
        Shop stub = stub(Shop.class, shop);

        assertThat(stub.reverse(new byte[0])).isEmpty();
        assertThat(stub.greet("")).isEqualTo("Hello, ");
    }
}
