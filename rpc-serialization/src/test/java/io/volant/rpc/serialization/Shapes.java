package io.volant.rpc.serialization;

import io.volant.rpc.OneOf;
import io.volant.rpc.RpcType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Unions of all kinds. */
@SuppressWarnings({"ArrayRecordComponent", "UnusedVariable"})
interface Shapes {
    sealed interface Shape permits Circle, Round, Unit, Named {}

    record Circle(int radius, Shape inner) implements Shape {}

    sealed interface Round extends Shape permits Ball, Wheel {}

    record Ball(Double weight) implements Round {}

    /** A bean. */
    final class Wheel implements Round {
        int spokes;
        Shape hub;

        static Wheel of(int spokes, Shape hub) {
            Wheel wheel = new Wheel();
            wheel.spokes = spokes;
            wheel.hub = hub;
            return wheel;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Wheel w && w.spokes == spokes && Objects.equals(w.hub, hub);
        }

        @Override
        public int hashCode() {
            return spokes;
        }
    }

    enum Unit implements Shape {
        POINT,
        LINE {
            @Override
            int dimensions() {
                return 1;
            }
        };

        int dimensions() {
            return 0;
        }
    }

    abstract sealed class Named implements Shape permits Tag, Label {
        String name;

        @Override
        public boolean equals(Object other) {
            return other instanceof Named named && Objects.equals(named.name, name);
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(name);
        }

        static <T extends Named> T named(T value, String name) {
            value.name = name;
            return value;
        }
    }

    final class Tag extends Named {}

    final class Label extends Named {
        boolean large;
    }

    sealed interface Result<T> permits Ok, Many, Several, Failed, Count {}

    record Ok<V>(V value) implements Result<V> {}

    record Many<E>(List<E> values, Result<E> first) implements Result<List<E>> {}

    record Several<E>(E[] values) implements Result<E[]> {
        @Override
        public boolean equals(Object other) {
            return other instanceof Several<?> s && Arrays.equals(s.values, values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    record Failed<T>(String reason) implements Result<T> {}

    record Count(int n) implements Result<Integer> {}

    sealed interface Expr permits Num, Add {}

    record Num(long value) implements Expr {}

    record Add(Expr left, Expr right) implements Expr {}

    record Node<T>(T value, List<Node<T>> children) {}

    @RpcType(subtypes = {Mail.class, Phone.class, Post.class})
    interface Channel {}

    record Mail(String to) implements Channel {}

    @RpcType(name = "phone")
    record Phone(String number) implements Channel {}

    sealed interface Post extends Channel permits Letter {}

    record Letter(String street) implements Post {}

    record Attributes(
            @OneOf({String.class, Long.class, Circle.class, Unit.class, byte[].class})
            Object one,

            Map<String, @OneOf({String.class, Integer.class}) Object> byName,
            List<@OneOf({Integer.class, BigDecimal.class}) ? extends Number> numbers,
            @OneOf({Circle.class, Wheel.class}) Shape narrowed) {}

    class Property<T> {
        T value;

        @Override
        public boolean equals(Object other) {
            return other instanceof Property<?> p && Objects.deepEquals(p.value, value);
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(value);
        }
    }

    /** Gives its superclass an argument that bears an annotation. */
    final class MixedProperty extends Property<@OneOf({String.class, Boolean.class}) Object> {
        static MixedProperty of(Object value) {
            MixedProperty property = new MixedProperty();
            property.value = value;
            return property;
        }
    }
}
