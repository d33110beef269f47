package golden;

import io.volant.rpc.OneOf;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import io.volant.rpc.RpcType;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Every shape that a schema text knows, and much that must not show in it. */
@RpcService(version = "3")
public interface Everything extends Store<Long, Everything.Order> {
    @RpcMethod(timeout = "500ms")
    Receipt place(Order order, int count) throws SoldOut, IllegalStateException, Exception;

    @RpcMethod(idempotent = true)
    CompletableFuture<Page<Line>> page(Page<? extends Order> from, int size) throws SoldOut;

    CompletionStage<Void> later(String text);

    @RpcMethod(oneway = true)
    void touch(long id);

    void primitives(boolean a, byte b, short c, char d, int e, long f, float g, double h);

    Integer boxes(Boolean a, Byte b, Short c, Character d, Integer e, Long f, Float g, Double h);

    int[] arrays(byte[] raw, long[][] matrix, String[] names, Order[] orders, List<Line>[] lines);

    List<Set<Long>> collections(
            Collection<String> names,
            Deque<Instant> times,
            SortedSet<UUID> ids,
            EnumSet<Kind> kinds,
            Iterable<Optional<Line>> lines);

    Map<Kind, Map<String, List<Line>>> maps(NavigableMap<Long, byte[]> raw, EnumMap<Kind, Line> byKind);

    Optional<Instant> leaves(BigDecimal price, URI link, Duration wait, OptionalLong most, TimeUnit unit, Pair<String, int[]> pair);

    Order find(long id);

    Order find(String name) throws NoArguments;

    String join(String... parts);

    Map<String, @OneOf({String.class, Long.class, Kind.class}) Object> mixed(Shape shape, Result<Line> result, @OneOf({Tree.class, UUID.class}) Object[] any)
            throws Refused;

    default int local(int a) {
        Supplier<Integer> doubled = () -> a * 2;
        return helper(doubled.get());
    }

    static int helper(int a) {
        return a > 0 ? a : -a;
    }

    /** A record: its components in their order, whatever their names. */
    record Order(long id, String customer, List<Line> lines, Kind kind, Tree tree) {
        static int made;

        public Order {
            made++;
            lines = lines == null ? List.of() : List.copyOf(lines);
        }

        Order(long id) {
            this(id, "", List.of(), Kind.LARGE, null);
        }
    }

    record Page<T>(int number, List<T> items, Map<String, T> byName, T[] all) {}

    record Pair<A, B>(A first, B second) {}

    record Receipt(Order order, Page<Order> related, Page<Page<Line>> history) {}

    /** An enum with bodies, fields and static fields that are no constants. */
    enum Kind {
        SMALL(1) {
            @Override
            int weight() {
                return 1;
            }
        },
        LARGE(10),
        HUGE(100);

        static final Kind USUAL = LARGE;
        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }

        int weight() {
            return weight;
        }
    }

    /** A bean: its fields by name, those of its superclass first. */
    class Line extends Article {
        static int made;
        transient int cached;
        private int zebra;
        private String apple = "";
        Kind kind;

        String describe() {
            assert zebra >= 0;
            return switch (kind) {
                case SMALL -> "small " + apple;
                case LARGE, HUGE -> ((Supplier<String>) () -> apple + zebra).get();
            };
        }
    }

    class Article {
        private UUID id;
        private BigDecimal price;
    }

    /** A type that reaches itself. */
    class Tree {
        List<Tree> children;
        String name;
    }

    sealed interface Shape permits Circle, Flat {}

    record Circle(double radius) implements Shape {}

    sealed interface Flat extends Shape permits Square {}

    @RpcType(name = "shape.square")
    record Square(double side) implements Flat {}

    @RpcType(subtypes = {Ok.class, Failed.class})
    interface Result<T> {}

    record Ok<T>(T value, Money price) implements Result<T> {}

    record Failed<T>(String why) implements Result<T> {}

    class Money {
        private BigDecimal amount;
        private String currency;
    }

    class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private int code;
        private List<String> reasons;

        public Refused(String message) {
            super(message);
        }
    }

    class SoldOut extends Exception {
        private static final long serialVersionUID = 1L;

        public SoldOut(String message) {
            super(message);
        }
    }

    class NoArguments extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}

interface Store<K, V> {
    V swap(K key, List<? extends V> values);

    Outside<V> outside(Outside<K> key);
}

/** Beside the interface, and seen by nobody else. */
record Outside<T>(T content, int[] counts) {}
