package io.volant.rpc.transport;

import io.volant.rpc.Status;
import io.volant.rpc.transport.Change.Failing;
import java.util.stream.Stream;

/** Every change of an interface and its types that may meet in a fleet. */
final class Changes {
    private static final String SAME = ": the same under another name; @RpcType(name = \u2026) keeps a name";
    /** Nothing fails: the client does not know of the change. */
    private static final Failing NOTHING = new Failing("", Status.OK, "");

    private Changes() {}

    static Stream<Change> all() {
        return Stream.of(
                new Change(
                        "a component of a record",
                        "String customer, ",
                        "String customer, int priority, ",
                        differs("place", "Order", "Order.priority: missing here, int there"),
                        differs("place", "Order", "Order.priority: int here, missing there")),
                new Change(
                        "a field of a bean",
                        "int weight;",
                        "int weight; String label;",
                        differs("parcels", "Parcel", "Parcel.label: missing here, String there"),
                        differs("parcels", "Parcel", "Parcel.label: String here, missing there")),
                new Change(
                        "another type of a component",
                        "long id, String customer",
                        "int id, String customer",
                        differs("place", "Order", "Order.id: long here, int there"),
                        differs("place", "Order", "Order.id: int here, long there")),
                new Change(
                        "another name of a component",
                        "String customer",
                        "String client",
                        differs(
                                "place",
                                "Order",
                                "Order.customer: String here, missing there",
                                "Order.client: missing here, String there"),
                        differs(
                                "place",
                                "Order",
                                "Order.client: String here, missing there",
                                "Order.customer: missing here, String there")),
                new Change(
                        "another order of components",
                        "long id, String customer",
                        "String customer, long id",
                        differs(
                                "place",
                                "Order",
                                "Order: in the order id, customer, kind here, customer, id, kind there"),
                        differs(
                                "place",
                                "Order",
                                "Order: in the order customer, id, kind here, id, customer, kind there")),
                new Change(
                        "a constant of an enum",
                        "SMALL, LARGE",
                        "SMALL, LARGE, HUGE",
                        differs("place", "Kind", "Kind.HUGE: missing here, present there"),
                        differs("place", "Kind", "Kind.HUGE: present here, missing there")),
                new Change(
                        "another name of the class of a field",
                        "Owner",
                        "Holder",
                        differs(
                                "parcels",
                                "Parcel",
                                "Parcel.owner: Owner here, Holder there",
                                "Owner here, Holder there" + SAME),
                        differs(
                                "parcels",
                                "Parcel",
                                "Parcel.owner: Holder here, Owner there",
                                "Holder here, Owner there" + SAME)),
                new Change(
                        "another name of the class of a result",
                        "Basket",
                        "Cart",
                        differs(
                                "find",
                                "find",
                                "find result: Basket here, Cart there",
                                "Basket$Row here, Cart$Row there" + SAME),
                        differs(
                                "find",
                                "find",
                                "find result: Cart here, Basket there",
                                "Cart$Row here, Basket$Row there" + SAME)),
                new Change(
                        "another name of the class of a parameter",
                        "Order",
                        "Purchase",
                        missing("place", "place(demo.Order)"),
                        missing("place", "place(demo.Purchase)")),
                new Change(
                        "a component of a nested record",
                        "int count)",
                        "long count)",
                        differs("find", "Basket$Row", "Basket$Row.count: int here, long there"),
                        differs("find", "Basket$Row", "Basket$Row.count: long here, int there")),
                new Change(
                        "another name of a nested record",
                        "Row",
                        "Entry",
                        differs(
                                "find",
                                "Basket",
                                "Basket.rows: List<Basket$Row> here, List<Basket$Entry> there",
                                "Basket$Row here, Basket$Entry there" + SAME),
                        differs(
                                "find",
                                "Basket",
                                "Basket.rows: List<Basket$Entry> here, List<Basket$Row> there",
                                "Basket$Entry here, Basket$Row there" + SAME)),
                new Change(
                        "a component of a generic record",
                        "Page<T>(",
                        "Page<T>(int number, ",
                        differs("parcels", "Page<Parcel>", "Page<Parcel>.number: missing here, int there"),
                        differs("parcels", "Page<Parcel>", "Page<Parcel>.number: int here, missing there")),
                new Change(
                        "another container",
                        "Page<T>(List<T>",
                        "Page<T>(Set<T>",
                        differs("parcels", "Page<Parcel>", "Page<Parcel>.items: List<Parcel> here, Set<Parcel> there"),
                        differs("parcels", "Page<Parcel>", "Page<Parcel>.items: Set<Parcel> here, List<Parcel> there")),
                new Change(
                        "another type argument",
                        "Page<Parcel>",
                        "Page<Owner>",
                        differs("parcels", "parcels", "parcels result: Page<Parcel> here, Page<Owner> there"),
                        differs("parcels", "parcels", "parcels result: Page<Owner> here, Page<Parcel> there")),
                new Change(
                        "a declared exception",
                        "throws SoldOut",
                        "throws SoldOut, Gone",
                        differs("find", "find", "find throws: missing here, Gone there"),
                        differs("find", "find", "find throws: Gone here, missing there")),
                new Change(
                        "a method that becomes one-way",
                        "void stamp",
                        "@RpcMethod(oneway = true) void stamp",
                        differs("stamp", "stamp", "stamp style: unary here, oneway there"),
                        differs("stamp", "stamp", "stamp style: oneway here, unary there")),
                new Change(
                        "a method",
                        "String ping(String text);",
                        "String ping(String text); String added(String text);",
                        NOTHING,
                        missing("added", "added(java.lang.String)")),
                new Change(
                        "another name of a method",
                        "find(",
                        "search(",
                        missing("find", "find(long)"),
                        missing("search", "search(long)")),
                new Change(
                        "another type of a parameter",
                        "parcels(long id)",
                        "parcels(int id)",
                        missing("parcels", "parcels(long)"),
                        missing("parcels", "parcels(int)")),
                new Change(
                        "a parameter",
                        "find(long id)",
                        "find(long id, String language)",
                        missing("find", "find(long)"),
                        missing("find", "find(long,java.lang.String)")),
                new Change(
                        "a case of a sealed type",
                        "record Coins(int pieces) implements Payment {}",
                        "record Coins(int pieces) implements Payment {} record Bill(int value) implements Payment {}",
                        differs("pay", "Payment", "Payment: case Payment$Bill there only"),
                        differs("pay", "Payment", "Payment: case Payment$Bill here only")),
                new Change(
                        "a listed type",
                        "{String.class, Long.class}",
                        "{String.class, Integer.class}",
                        differs(
                                "tags",
                                "tags",
                                "tags result: List<OneOf<Long, String>> here, List<OneOf<Integer, String>> there"),
                        differs(
                                "tags",
                                "tags",
                                "tags result: List<OneOf<Integer, String>> here, List<OneOf<Long, String>> there")),
                none("another name of a class that keeps its name on the wire", "Keeper", "Warden"),
                none(
                        "a static and a transient field",
                        "int weight;",
                        "int weight; static int made; transient int seen;"),
                none("another order of a bean's fields", "int weight; Owner owner;", "Owner owner; int weight;"),
                none("names of parameters", "find(long id)", "find(long number)"),
                none("the class of a list", "Page<T>(List<T>", "Page<T>(Collection<T>"),
                none("policy", "Order place", "@RpcMethod(timeout = \"1m\", idempotent = true) Order place"),
                none("a default method", "void stamp(", "default int local() { return 1; } void stamp("));
    }

    private static Failing differs(String method, String subject, String... lines) {
        return new Failing(
                method,
                Status.FAILED_PRECONDITION,
                subject + " differs between this client and SERVER:\n  " + String.join("\n  ", lines));
    }

    private static Failing missing(String method, String signature) {
        return new Failing(
                method, Status.UNIMPLEMENTED, "Shop:1 on SERVER has no method " + signature + ". Not executed.");
    }

    /** A change that the wire does not see. */
    private static Change none(String name, String replaced, String replacement) {
        return new Change(name, replaced, replacement, NOTHING, NOTHING);
    }
}
