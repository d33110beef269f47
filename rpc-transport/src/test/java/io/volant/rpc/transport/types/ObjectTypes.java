package io.volant.rpc.transport.types;

import io.volant.rpc.RpcService;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records and enums. */
@SuppressWarnings({"rawtypes", "ArrayRecordComponent", "ClassCanBeStatic", "UnusedTypeParameter", "NullableOptional"
}) // what people write is the subject here
final class ObjectTypes {
    private ObjectTypes() {}

    record Line(
            @Nullable String article, int cents, @Nullable Integer discount) {}

    record Order(
            long id,
            @Nullable List<Line> lines,
            @Nullable Map<String, Optional<Instant>> times,
            @Nullable Kind kind,
            byte @Nullable [] seal,
            @Nullable Order next) {}

    record Page<T>(int number, List<T> items) {}

    record Id<T>(long value) {}

    record Empty() {}

    record Positive(int value) {
        Positive {
            if (value <= 0) {
                throw new IllegalArgumentException("value: " + value + " (expected: > 0)");
            }
        }
    }

    enum Kind {
        SMALL,
        LARGE {
            @Override
            boolean heavy() {
                return true;
            }
        };

        boolean heavy() {
            return false;
        }
    }

    @RpcService
    interface Objects {
        Order order(Order v);

        Page<Line> page(Page<Line> v);

        Page<Page<String>> pages(Page<Page<String>> v);

        Id<Runnable> id(Id<Runnable> v);

        List<Empty> empties(List<Empty> v);

        Positive positive(Positive v);

        Kind kind(Kind v);

        Line[] lines(Line[] v);
    }

    record Holder<T>(T content) {}

    record Growing<T>(Growing<List<T>> next) {}

    record Photo(String title, InputStream content) {}

    class Inner {
        int value;
    }

    @RpcService
    interface Open {
        void raw(Holder v);

        void any(Holder<?> v);

        void growing(Growing<String> v);

        void photo(Photo v);

        void inner(Inner v);
    }

    static Family family() {
        LinkedHashMap<String, Optional<Instant>> times = new LinkedHashMap<>();
        times.put("paid", Optional.of(Instant.EPOCH));
        times.put("sent", Optional.empty());
        times.put("lost", null);
        Order last = new Order(2, null, null, null, null, null);
        ArrayList<Line> lines = new ArrayList<>(Arrays.asList(new Line("tea", 250, null), null, new Line(null, 0, 5)));
        FamilyBuilder family = new FamilyBuilder(
                        "Records and enums",
                        "Records of any visibility, local ones too: components in their order, rebuilt by the canonical constructor. A"
                                + " generic record is one type for each list of its arguments. An exception in a constructor is"
                                + " `INVALID_ARGUMENT` for a caller's argument, `INTERNAL` for a result. Shared references arrive as"
                                + " copies.",
                        Objects.class)
                .travel("order", new Order(1, lines, times, Kind.LARGE, new byte[] {1, 2}, last), last)
                .note("order", "anything in it may be null that is not primitive; it may hold its own kind")
                .travel("page", new Page<>(1, lines))
                .travel("pages", new Page<>(1, new ArrayList<>(List.of(new Page<>(2, new ArrayList<>(List.of("a")))))))
                .travel("id", new Id<Runnable>(5))
                .note("id", "the argument need not travel: no component has it")
                .travel("empties", new ArrayList<>(List.of(new Empty(), new Empty())))
                .travel("positive", new Positive(1))
                .travel("kind", Kind.SMALL, Kind.LARGE)
                .note("kind", "a constant with a body is one of its enum")
                .travel("lines", (Object) new Line[] {new Line("tea", 1, 2), null});
        refusals(family);
        return family.build();
    }

    private static void refusals(FamilyBuilder family) {
        family.open(Open.class)
                .refuse("raw", "Holder.content: T is open; name a type or list the types with @OneOf({\u2026})")
                .refuse("any", "Holder.content: ? is open; name a type or list the types with @OneOf({\u2026})")
                .refuse("growing", "Growing: its type arguments grow without end")
                .refuse("photo", "Photo.content: java.io.InputStream cannot be sent (use byte[])")
                .refuse("inner", "Inner: an inner class holds its outer object; make it static");
    }
}
