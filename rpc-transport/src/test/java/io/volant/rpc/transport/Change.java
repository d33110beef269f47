package io.volant.rpc.transport;

import io.volant.rpc.Status;
import java.util.Arrays;

/**
 * A change of a service from one version to the next, and what calls between the two end with.
 *
 * @param replaced a text in the sources of the first version
 * @param replacement what stands for it in the second
 * @param forward the failure of a client of the first version at a server of the second
 * @param backward the failure of a client of the second version at a server of the first
 */
record Change(String name, String replaced, String replacement, Failing forward, Failing backward) {
    private static final String[] SOURCES = {
        """
        @RpcService interface Shop {
            String ping(String text);
            Line echo(Line line);
            CompletableFuture<Line> echoLater(Line line);
            @RpcMethod(oneway = true) void note(String text);
            Order place(Order order);
            Page<Parcel> parcels(long id);
            Basket find(long id) throws SoldOut;
            void stamp(long id);
            Payment pay(Payment payment);
            List<@OneOf({String.class, Long.class}) Object> tags(long id);
        }
        """,
        "class Line { int count; String item; public String toString() { return count + item; } }",
        "record Order(long id, String customer, Kind kind) {}",
        "enum Kind { SMALL, LARGE }",
        "record Page<T>(List<T> items) {}",
        "class Parcel { int weight; Owner owner; Keeper keeper; }",
        "@RpcType(name = \"demo.Kept\") record Keeper(String name) {}",
        """
        sealed interface Payment {
            record Card(String number) implements Payment {}
            record Coins(int pieces) implements Payment {}
        }
        """,
        "class Owner { String name; }",
        "record Basket(List<Row> rows) { record Row(String item, int count) {} }",
        "class SoldOut extends Exception { public SoldOut(String message) { super(message); } }",
        "class Gone extends Exception { public Gone(String message) { super(message); } }"
    };

    /**
     * What a call of one method ends with.
     *
     * @param text of the message, with SERVER for the address
     */
    record Failing(String method, Status status, String text) {
        String message(String server) {
            return status + ": " + text.replace("SERVER", server);
        }
    }

    static String[] sourcesBefore() {
        return SOURCES.clone();
    }

    /** The sources with this change beside those that they have already. */
    String[] applyTo(String[] sources) {
        String[] changed = Arrays.stream(sources)
                .map(source -> source.replace(replaced, replacement))
                .toArray(String[]::new);
        if (Arrays.equals(changed, sources)) {
            throw new AssertionError("nothing to replace: " + replaced);
        }
        return changed;
    }

    static Version before() {
        return Version.compile("Shop", SOURCES);
    }

    Version after() {
        return Version.compile("Shop", applyTo(SOURCES));
    }

    @Override
    public String toString() {
        return name;
    }
}
