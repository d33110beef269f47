package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.CodecException;
import io.volant.rpc.MethodCodec;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import io.volant.rpc.ServiceCodec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@SuppressWarnings({"ArrayRecordComponent", "NonApiType", "UnusedVariable"})
class SchemaTest {
    enum Color {
        RED,
        GREEN
    }

    record Line(String what, long price) {}

    static class Base {
        int z;
        int a;
    }

    static class Order extends Base {
        static int count;
        transient int cache;
        UUID id;
        Color color;
        List<Line> lines;
        byte[] raw;
        Order next;
    }

    record Page<T>(T[] items, Map<String, Optional<T>> byName) {}

    static class Gone extends Exception {
        Gone(String message) {
            super(message);
        }
    }

    @RpcService
    interface Shop {
        Page<Order> list(Set<Long> ids, int limit) throws Gone, IllegalStateException;

        @RpcMethod(oneway = true)
        void touch(long id);

        CompletableFuture<Void> later(String text);

        int[] plain();
    }

    @Test
    void theTextOfAMethodListsEverythingThatItReaches() {
        String p = "io.volant.rpc.serialization.SchemaTest$";
        assertThat(Codecs.schema(Shop.class, "list"))
                .isEqualTo("volant-kryo/1\n"
                        + "method list(set(java.lang.Long),int)" + p + "Page(" + p + "Order) unary throws " + p
                        + "Gone,java.lang.IllegalStateException\n"
                        + "enum " + p + "Color {RED, GREEN}\n"
                        + "exception " + p + "Gone {message:string}\n"
                        + "object " + p + "Line {what:string, price:long}\n"
                        + "object " + p + "Order {a:int, z:int, color:" + p + "Color, id:java.util.UUID, lines:list("
                        + p + "Line), next:" + p + "Order, raw:bytes}\n"
                        + "object " + p + "Page(" + p + "Order) {items:array(" + p
                        + "Order), byName:map(string,optional("
                        + p + "Order))}\n"
                        + "exception java.lang.IllegalStateException {message:string}\n");
    }

    @Test
    void aMethodWithoutResultReturnsVoid() {
        assertThat(Codecs.schema(Shop.class, "touch")).isEqualTo("volant-kryo/1\nmethod touch(long)void oneway\n");
        assertThat(Codecs.schema(Shop.class, "later")).isEqualTo("volant-kryo/1\nmethod later(string)void unary\n");
        assertThat(Codecs.schema(Shop.class, "plain")).isEqualTo("volant-kryo/1\nmethod plain()array(int) unary\n");
    }

    @Test
    void theDigestIsTheStartOfTheHashOfTheText() {
        ServiceCodec codec = Codecs.of(Shop.class);

        assertThat(codec.digest(Codecs.index(codec, "touch"))).isEqualTo(0x30f37aa32713cec5L);
        assertThat(codec.digest(Codecs.index(codec, "list"))).isEqualTo(0xf1db1f8d77e64cd3L);
    }

    @RpcService
    interface Concrete {
        List<Line> get(List<String> a);
    }

    @RpcService
    interface Interfaces {
        CompletableFuture<ArrayList<Line>> get(ArrayList<String> names);
    }

    @Test
    void whatTheWireDoesNotKnowIsNotInTheText() {
        assertThat(Codecs.schema(Concrete.class, "get")).isEqualTo(Codecs.schema(Interfaces.class, "get"));
    }

    interface Store<K, V> {
        V swap(K key, List<? extends V> values);
    }

    @RpcService
    interface Lines extends Store<Long, Line> {}

    @Test
    void variablesOfAnInheritedInterfaceAreResolved() {
        assertThat(Codecs.schema(Lines.class, "swap"))
                .startsWith(
                        "volant-kryo/1\nmethod swap(java.lang.Long,list(io.volant.rpc.serialization.SchemaTest$Line))"
                                + "io.volant.rpc.serialization.SchemaTest$Line unary\n");
    }

    static class Loud {
        static final AtomicInteger INITIALISED = new AtomicInteger();

        sealed interface Volume permits Level, Knob {}

        enum Level implements Volume {
            LOW;

            static {
                INITIALISED.incrementAndGet();
            }
        }

        record Knob(int turns) implements Volume {
            static final int NUMBER = INITIALISED.incrementAndGet();
        }

        static class Bean {
            static final int NUMBER = INITIALISED.incrementAndGet();
            Level level;
            Volume volume;
        }

        record Pair(Bean bean, EnumMap<Level, Bean> byLevel) {
            static final int NUMBER = INITIALISED.incrementAndGet();
        }
    }

    @RpcService
    interface Quiet {
        int NUMBER = Loud.INITIALISED.incrementAndGet();

        Loud.Pair get(Loud.Bean bean);
    }

    @Test
    void nothingOfTheClassesRunsBeforeAValueTravels() {
        ServiceCodec codec = Codecs.of(Quiet.class);

        assertThat(codec.schema(0)).contains("Loud$Level {LOW}").contains("union ");
        assertThat(Loud.INITIALISED).hasValue(0);

        codec.method(0).encodeArguments(new Object[] {new Loud.Bean()});
        assertThat(Loud.INITIALISED).hasValue(1);
    }

    static class Broken {
        enum Level {
            LOW;

            static {
                if (LOW.name().equals("LOW")) {
                    throw new IllegalStateException("no configuration");
                }
            }
        }
    }

    @RpcService
    interface UsesBroken {
        void set(Broken.Level level);
    }

    @Test
    void anEnumThatCannotBeInitialisedIsRefusedWithItsReason() {
        MethodCodec codec = Codecs.method(UsesBroken.class, "set");

        for (String expected : List.of("ExceptionInInitializerError", "NoClassDefFoundError")) {
            assertThatThrownBy(() -> codec.decodeArguments(Codecs.payload("01")))
                    .isInstanceOf(CodecException.class)
                    .hasMessageContaining("Level cannot be initialised: java.lang." + expected);
        }
    }
}
