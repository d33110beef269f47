package io.volant.rpc.transport.types;

import io.volant.rpc.OneOf;
import io.volant.rpc.RpcService;
import io.volant.rpc.RpcType;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Slots that hold values of one of several classes. */
@SuppressWarnings("ArrayRecordComponent")
final class UnionTypes {
    private UnionTypes() {}

    sealed interface Shape permits Circle, Polygon, Unit {}

    record Circle(double radius) implements Shape {}

    sealed interface Polygon extends Shape permits Square {}

    record Square(double side) implements Polygon {}

    enum Unit implements Shape {
        POINT,
        LINE {
            @Override
            public String toString() {
                return "a line";
            }
        }
    }

    sealed interface Result<T> permits Ok, Failed {}

    record Ok<T>(T value) implements Result<T> {}

    record Failed<T>(String why) implements Result<T> {}

    sealed interface Sum permits Leaf, Plus {}

    record Leaf(int value) implements Sum {}

    record Plus(Sum left, Sum right) implements Sum {}

    @RpcType(subtypes = {Cat.class, Dog.class})
    interface Animal {}

    @RpcType(name = "animal.cat")
    record Cat(int lives) implements Animal {}

    record Dog(String name) implements Animal {}

    record Cow() implements Animal {}

    @RpcService
    interface Unions {
        Shape shape(Shape v);

        Polygon polygon(Polygon v);

        Shape[] shapes(Shape[] v);

        Result<String> result(Result<String> v);

        Sum sum(Sum v);

        Animal animal(Animal v);

        @OneOf({String.class, Long.class, BigDecimal.class})
        Object mixed(@OneOf({String.class, Long.class, BigDecimal.class}) Object v);

        Map<String, @OneOf({Integer.class, Dog.class}) Object> map(
                Map<String, @OneOf({Integer.class, Dog.class}) Object> v);
    }

    sealed interface Leaky permits Escaped {}

    static non-sealed class Escaped implements Leaky {}

    @RpcType(subtypes = String.class)
    interface Wrong {}

    @RpcService
    interface Open {
        void leaky(Leaky v);

        void wrong(Wrong v);

        void same(@OneOf({String.class, String.class}) Object v);

        void raw(@OneOf({String.class, List.class}) Object v);

        void closed(@OneOf(String.class) String v);
    }

    static Family family() {
        LinkedHashMap<String, Object> map = new LinkedHashMap<>();
        map.put("a", 1);
        map.put("b", new Dog("Rex"));
        map.put("c", null);
        return new FamilyBuilder(
                        "Unions",
                        "A sealed type, one whose `@RpcType` lists its subtypes, and an open type whose `@OneOf` lists the classes of its"
                                + " values. The number of the case travels, never a name. A sealed case stands for its own cases; records,"
                                + " beans and enums are cases. `@RpcType(name)` gives a class a name on the wire that stays when it moves.",
                        Unions.class)
                .travel("shape", new Circle(1.5), new Square(2), Unit.POINT, Unit.LINE)
                .travel("polygon", new Square(3))
                .travel("shapes", (Object) new Shape[] {new Circle(1), null, Unit.LINE})
                .note("shapes", "an array of the declared component")
                .travel("result", new Ok<>("done"), new Failed<String>("no"))
                .note("result", "the arguments of a case follow from those of the slot")
                .travel("sum", new Plus(new Leaf(1), new Plus(new Leaf(2), new Leaf(3))))
                .travel("animal", new Cat(9), new Dog("Rex"))
                .travel("mixed", "text", 5L, new BigDecimal("1.50"))
                .travel("map", map)
                .refuseValue(
                        "animal",
                        "a class that is not listed",
                        new Cow(),
                        "v: UnionTypes$Cow (expected one of UnionTypes$Cat, UnionTypes$Dog)")
                .refuseValue("mixed", "an `Integer`", 5, "v: Integer (expected one of Long, BigDecimal, String)")
                .open(Open.class)
                .refuse("leaky", "Leaky: Escaped is non-sealed; make it final")
                .refuse("wrong", "Wrong: java.lang.String is no subtype of Wrong")
                .refuse("same", "parameter 1: @OneOf lists String twice")
                .refuse(
                        "raw",
                        "parameter 1: @OneOf lists List, which is generic (expected: a class without type parameters)")
                .refuse("closed", "parameter 1: @OneOf on String (expected: Object, an interface or an abstract class)")
                .build();
    }
}
