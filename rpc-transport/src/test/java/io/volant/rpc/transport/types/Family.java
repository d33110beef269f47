package io.volant.rpc.transport.types;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Types that belong together: one section of {@code docs/types.md}.
 *
 * @param echoes a service whose methods each take one type and return it, or throw the exception that they declare;
 *     null if there is none
 * @param open a service of which each method has one mistake; null if there is none
 */
record Family(
        String title,
        String text,
        @Nullable Class<?> echoes,
        List<Travelling> travelling,
        List<RefusedValue> refusedValues,
        @Nullable Class<?> open,
        List<RefusedType> refusedTypes) {
    Family {
        travelling = List.copyOf(travelling);
        refusedValues = List.copyOf(refusedValues);
        refusedTypes = List.copyOf(refusedTypes);
    }

    /**
     * A type that travels.
     *
     * @param method the method of {@code echoes} that has it
     * @param note for the reader, may be empty
     */
    record Travelling(String method, String note, List<Sample> samples) {
        Travelling {
            samples = List.copyOf(samples);
        }
    }

    /** A value, and what it is at the other side. */
    record Sample(Object sent, Object back) {}

    /**
     * A value that its type does not let through.
     *
     * @param what the value in words
     */
    record RefusedValue(String method, String what, Object value, String message) {}

    /** A type that is refused when its interface is first used. */
    record RefusedType(String method, String message) {}

    /** All methods of {@code echoes}, or of {@code open}, have other names. */
    static Method method(@Nullable Class<?> service, String name) {
        return Stream.of(requireNonNull(service).getMethods())
                .filter(m -> m.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(service.getName() + " has no method " + name));
    }

    @Override
    public String toString() {
        return title;
    }
}
