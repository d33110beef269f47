package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.volant.rpc.MethodCodec;
import io.volant.rpc.OneOf;
import io.volant.rpc.RpcService;
import io.volant.rpc.RpcType;
import io.volant.rpc.serialization.Shapes.Expr;
import io.volant.rpc.serialization.Shapes.Result;
import io.volant.rpc.serialization.Shapes.Unit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How types are called in schema texts. */
@SuppressWarnings({"UnusedTypeParameter", "UnusedVariable"})
class TypeNamesTest {
    /** A service of one side, and the same after its types were moved. */
    interface Before {
        @RpcType(name = "shop.Order")
        record Order(String id, Kind kind, Pay pay) {}

        @RpcType(name = "shop.Kind")
        enum Kind {
            SMALL
        }

        @RpcType(name = "shop.Pay")
        sealed interface Pay permits Card, Cash {}

        @RpcType(name = "shop.Card")
        record Card(String number) implements Pay {}

        @RpcType(name = "Z")
        record Cash() implements Pay {}

        @RpcType(name = "shop.SoldOut")
        class SoldOut extends Exception {
            SoldOut(String message) {
                super(message);
            }
        }

        @RpcService(name = "Shop")
        interface Shop {
            List<Order> orders(Map<Kind, Pay> v) throws SoldOut;
        }
    }

    interface After {
        @RpcType(name = "shop.Order")
        record Purchase(String id, Size kind, Payment pay) {}

        @RpcType(name = "shop.Kind")
        enum Size {
            SMALL
        }

        @RpcType(
                name = "shop.Pay",
                subtypes = {AByCard.class, ByCash.class})
        interface Payment {}

        @RpcType(name = "Z")
        record ByCash() implements Payment {}

        @RpcType(name = "shop.Card")
        record AByCard(String number) implements Payment {}

        @RpcType(name = "shop.SoldOut")
        class Gone extends Exception {
            Gone(String message) {
                super(message);
            }
        }

        @RpcService(name = "Shop")
        interface Shop {
            List<Purchase> orders(Map<Size, Payment> v) throws Gone;
        }
    }

    @Test
    void aTypeThatKeepsItsNameCanBeMovedWithoutBreakingTheWire() {
        assertThat(Codecs.schema(Before.Shop.class, "orders"))
                .isEqualTo(Codecs.schema(After.Shop.class, "orders"))
                .isEqualTo("""
                        volant-kryo/1
                        method orders(map(shop.Kind,shop.Pay))list(shop.Order) unary throws shop.SoldOut
                        object Z {}
                        object shop.Card {number:string}
                        enum shop.Kind {SMALL}
                        object shop.Order {id:string, kind:shop.Kind, pay:shop.Pay}
                        union shop.Pay {Z, shop.Card}
                        exception shop.SoldOut {message:string}
                        """);
        MethodCodec before = Codecs.method(Before.Shop.class, "orders");
        MethodCodec after = Codecs.method(After.Shop.class, "orders");
        List<Before.Order> sent = List.of(new Before.Order("a", Before.Kind.SMALL, new Before.Card("n")));
        assertThat(after.decodeResult(before.encodeResult(sent)))
                .isEqualTo(List.of(new After.Purchase("a", After.Size.SMALL, new After.AByCard("n"))));
    }

    @RpcService
    interface Texts {
        Result<Unit> result(Result<@OneOf({Unit.class, String.class, Long.class, byte[].class}) Object> v);

        Expr expr(@OneOf({Long.class, String.class}) Object[] v);

        void same(@OneOf({String.class, Long.class}) Comparable<?>[] v);
    }

    @Test
    void unionsAndListedTypesAreWrittenWithTheirCasesSorted() {
        String p = "io.volant.rpc.serialization.Shapes$";
        String listed = "oneof(bytes," + p + "Unit,java.lang.Long,string)";
        assertThat(Codecs.schema(Texts.class, "result"))
                .isEqualTo("volant-kryo/1\n"
                        + "method result(" + p + "Result(" + listed + "))" + p + "Result(" + p + "Unit) unary\n"
                        + "object " + p + "Failed(" + p + "Unit) {reason:string}\n"
                        + "object " + p + "Failed(" + listed + ") {reason:string}\n"
                        + "object " + p + "Ok(" + p + "Unit) {value:" + p + "Unit}\n"
                        + "object " + p + "Ok(" + listed + ") {value:" + listed + "}\n"
                        + "union " + p + "Result(" + p + "Unit) {" + p + "Failed(" + p + "Unit), " + p + "Ok(" + p
                        + "Unit)}\n"
                        + "union " + p + "Result(" + listed + ") {" + p + "Failed(" + listed + "), " + p + "Ok("
                        + listed + ")}\n"
                        + "enum " + p + "Unit {POINT, LINE}\n");
        assertThat(Codecs.schema(Texts.class, "expr"))
                .isEqualTo("volant-kryo/1\n"
                        + "method expr(array(oneof(java.lang.Long,string)))" + p + "Expr unary\n"
                        + "object " + p + "Add {left:" + p + "Expr, right:" + p + "Expr}\n"
                        + "union " + p + "Expr {" + p + "Add, " + p + "Num}\n"
                        + "object " + p + "Num {value:long}\n");
        assertThat(Codecs.schema(Texts.class, "same"))
                .isEqualTo("volant-kryo/1\nmethod same(array(oneof(java.lang.Long,string)))void unary\n");
    }

    @RpcType(name = "twin")
    record First(int x) {}

    @RpcType(name = "twin")
    record Second(int x) {}

    @RpcType(name = "two words")
    record Spaced(int x) {}

    @RpcType(name = "a,b")
    enum Comma {
        X
    }

    @RpcType(name = "list")
    record Keyword(int x) {}

    @RpcType(name = "java.util.UUID")
    record Leaf(int x) {}

    @RpcType(name = "(\ud800")
    sealed interface Broken permits Part {}

    record Part(int x) implements Broken {}

    @RpcType(name = "no\nline")
    record Argument(int x) {}

    record Id<T>(long value) {}

    @RpcType(name = "io.volant.rpc.serialization.TypeNamesTest$Part")
    static class Failure extends Exception {
        Failure(String message) {
            super(message);
        }
    }

    @RpcService
    interface Named {
        void a1(First v, List<Second> w);

        void a2(Spaced v);

        void a3(Comma v);

        void a4(Keyword v);

        void a5(Leaf v);

        void a6(Broken v);

        void a7(Id<List<Argument[]>> v);

        void a8() throws Failure;

        void a9(@OneOf({First.class, Second.class}) Object v);
    }

    static Stream<Arguments> mistakes() {
        String unusable =
                "\" cannot be used (expected: letters, digits and . _ $ -, no word of the schema, nothing of java.*)";
        String twice = " too; give one of them another with @RpcType(name = \u2026)";
        String prefix = TypeNamesTest.class.getName();
        return Stream.of(
                arguments("a1", "Second: the wire name \"twin\" is that of " + prefix + "$First" + twice),
                arguments("a2", "Spaced: the wire name \"two words" + unusable),
                arguments("a3", "Comma: the wire name \"a,b" + unusable),
                arguments("a4", "Keyword: the wire name \"list" + unusable),
                arguments("a5", "Leaf: the wire name \"java.util.UUID" + unusable),
                arguments("a6", "Broken: the wire name \"(\ud800" + unusable),
                arguments("a7", "Argument: the wire name \"no\nline" + unusable),
                arguments(
                        "a8", "Failure: the wire name \"" + prefix + "$Part\" is that of " + prefix + "$Part" + twice));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aNameThatCannotStandInASchemaIsRefused(String method, String text) {
        assertThat(Codecs.mistakes(Named.class))
                .anySatisfy(line -> assertThat(line).startsWith(method + "(").endsWith("): " + text));
    }

    @Test
    void nothingElseIsReported() {
        assertThat(Codecs.mistakes(Named.class)).hasSize((int) mistakes().count());
    }
}
