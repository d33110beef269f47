package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.volant.rpc.CodecException;
import io.volant.rpc.MethodCodec;
import io.volant.rpc.RpcService;
import io.volant.rpc.ServiceCodec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

@SuppressWarnings({"UnusedMethod", "UnusedTypeParameter", "UnusedVariable"}) // they are reached by reflection
class ObjectRoundTripTest {
    enum Color {
        RED,
        GREEN {
            @Override
            String shade() {
                return "dark";
            }
        };

        String shade() {
            return "none";
        }
    }

    record Primitives(boolean z, byte b, short s, char c, int i, long l, float f, double d) {}

    static class PrimitiveBean {
        private boolean z = true;
        private byte b = -1;
        private short s = -2;
        private char c = 'x';
        private int i = -3;
        private long l = -4;
        private float f = 0.5f;
        private double d = 0.25;
    }

    record Page<T>(int number, List<T> items) {}

    record Id<T>(long value) {}

    record Empty() {}

    /** Its constructor gives it values that a null on the wire must overwrite. */
    abstract static class Entity<K> {
        K id;
        transient String cache = "not sent";
    }

    static class Person extends Entity<Long> {
        static int created;

        String name = "default";
        Color color = Color.RED;
        Person friend;
        Map<String, List<Page<Integer>>> more = new LinkedHashMap<>();
        Optional<String> nick = Optional.empty();

        private Person() {
            created++;
        }

        static Person named(String name) {
            Person person = new Person();
            person.name = name;
            return person;
        }
    }

    record Positive(int value) {
        Positive {
            if (value <= 0) {
                throw new IllegalArgumentException("secret: " + value);
            }
        }
    }

    record Shouting(String text) {
        @Override
        public String text() {
            throw new IllegalStateException("an accessor is not called");
        }
    }

    @RpcService
    interface Objects {
        Primitives primitives(Primitives v);

        PrimitiveBean bean(PrimitiveBean v);

        Person person(Person v);

        Page<Page<String>> pages(Page<Page<String>> v);

        Id<Runnable> id(Id<Runnable> v);

        List<Empty> empties(List<Empty> v);

        Color color(Color v);

        int sum(int a, long b, Integer c);

        Positive positive(Positive v);

        Shouting shouting(Shouting v);
    }

    private static final ServiceCodec CODEC = Codecs.of(Objects.class);

    /** Methods and values, for tests that damage messages. */
    static Stream<Arguments> values() {
        Person person = Person.named("Ada");
        person.id = 7L;
        person.friend = Person.named("Grace");
        person.more.put("k", List.of(new Page<>(1, List.of(1, 2))));
        return Stream.of(
                arguments("primitives", new Primitives(true, (byte) -1, (short) -2, 'x', -3, -4, 0.5f, 0.25)),
                arguments("bean", new PrimitiveBean()),
                arguments("person", person),
                arguments("pages", new Page<>(1, List.of(new Page<>(2, List.of("a", "b"))))),
                arguments("empties", Collections.nCopies(100, new Empty())),
                arguments("color", Color.GREEN),
                arguments("positive", new Positive(1)));
    }

    private static Object roundTrip(String method, Object value) {
        MethodCodec codec = Codecs.method(CODEC, method);
        Object viaResult = codec.decodeResult(Codecs.moved(codec.encodeResult(value)));
        Object viaArgument = codec.decodeArguments(Codecs.moved(codec.encodeArguments(new Object[] {value})))[0];
        assertThat(viaResult).usingRecursiveComparison().isEqualTo(viaArgument);
        return viaArgument;
    }

    @Test
    void everyPrimitiveTravelsInARecordAndInABean() {
        Primitives record = new Primitives(true, (byte) -1, (short) -2, 'x', -3, -4, 0.5f, 0.25);
        PrimitiveBean bean = new PrimitiveBean();
        bean.i = Integer.MIN_VALUE;
        bean.z = false;

        assertThat(roundTrip("primitives", record)).isEqualTo(record);
        assertThat(roundTrip("bean", bean)).usingRecursiveComparison().isEqualTo(bean);
    }

    @Test
    void aBeanTravelsWithTheFieldsOfItsSuperclassAndWithoutTransientOnes() {
        Person person = Person.named("Ada");
        person.id = 7L;
        person.color = Color.GREEN;
        person.friend = Person.named("Grace");
        person.more.put("k", new ArrayList<>(List.of(new Page<>(1, new ArrayList<>(List.of(1, 2))))));
        person.nick = Optional.of("lady");
        person.cache = "changed";

        Person back = (Person) roundTrip("person", person);

        assertThat(back)
                .usingRecursiveComparison()
                .ignoringFields("cache", "friend.cache")
                .isEqualTo(person);
        assertThat(back.cache).isEqualTo("not sent");
    }

    @Test
    void nullsTravelInEveryField() {
        Person person = Person.named(null);
        person.color = null;
        person.more = null;
        person.nick = null;

        assertThat(roundTrip("person", person)).usingRecursiveComparison().isEqualTo(person);
        assertThat(roundTrip("pages", new Page<>(0, null))).isEqualTo(new Page<>(0, null));
        assertThat(roundTrip("person", null)).isNull();
    }

    @Test
    void genericRecordsKnowTheirArguments() {
        Page<Page<String>> pages = new Page<>(1, List.of(new Page<>(2, List.of("a", "b"))));

        assertThat(roundTrip("pages", pages)).isEqualTo(pages);
        assertThat(roundTrip("id", new Id<Runnable>(5))).isEqualTo(new Id<>(5));
    }

    @Test
    void anEnumConstantWithABodyIsOneOfItsEnum() {
        assertThat(roundTrip("color", Color.GREEN)).isSameAs(Color.GREEN);
    }

    @Test
    void aHundredEmptyObjectsAreWithinTheLimits() {
        assertThat(roundTrip("empties", Collections.nCopies(100, new Empty())))
                .isEqualTo(Collections.nCopies(100, new Empty()));
    }

    @Test
    void severalArgumentsKeepTheirPlaces() {
        MethodCodec codec = Codecs.method(CODEC, "sum");

        assertThat(codec.decodeArguments(codec.encodeArguments(new Object[] {1, 2L, null})))
                .containsExactly(1, 2L, null);
    }

    @Test
    void sharedReferencesAreDuplicated() {
        Page<String> shared = new Page<>(1, List.of());
        Page<?> back = (Page<?>) roundTrip("pages", new Page<>(0, List.of(shared, shared)));

        assertThat(back.items().get(0))
                .isEqualTo(shared)
                .isNotSameAs(back.items().get(1));
    }

    @Test
    void fieldsAreReadDirectly() {
        assertThat(roundTrip("shouting", new Shouting("a"))).isEqualTo(new Shouting("a"));
    }

    @Test
    void anExceptionInARecordConstructorMeansInvalidBytesAndItsTextStaysHere() {
        assertThatThrownBy(() -> Codecs.method(CODEC, "positive").decodeArguments(Codecs.payload("01 01")))
                .isInstanceOfSatisfying(
                        CodecException.class, e -> assertThat(e.reason()).isEqualTo(CodecException.Reason.INVALID))
                .hasMessage(
                        "v: the constructor of ObjectRoundTripTest$Positive threw java.lang.IllegalArgumentException");
    }

    @Test
    void localRecordsAndLocalBeansOfStaticMethodsTravel() {
        record Point(int x, int y) {}
        @RpcService
        interface Points {
            Point move(Point v);
        }
        MethodCodec codec = Codecs.method(Points.class, "move");

        assertThat(codec.decodeResult(codec.encodeResult(new Point(1, -1)))).isEqualTo(new Point(1, -1));
        assertThat(localBean()).isEqualTo(5);
    }

    private static int localBean() {
        class Local {
            int value;
        }
        @RpcService
        interface Locals {
            Local change(Local v);
        }
        MethodCodec codec = Codecs.method(Locals.class, "change");
        Local local = new Local();
        local.value = 5;
        return ((Local) codec.decodeResult(codec.encodeResult(local))).value;
    }
}
