package io.volant.rpc.serialization;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The declared exceptions of a method: the number of one, in the order of their wire names, and its content. */
final class ExceptionsCodec extends Codec<Throwable> {
    private final ExceptionCodec[] cases;

    ExceptionsCodec(List<ExceptionCodec> cases) {
        super(Throwable.class, "exception");
        this.cases = cases.stream()
                .sorted(Comparator.comparing(Codec::text, Definitions.BY_BYTES))
                .toArray(ExceptionCodec[]::new);
    }

    /** What follows the style in the schema line of the method. */
    String schemaSuffix() {
        return cases.length == 0
                ? ""
                : List.of(cases).stream().map(Codec::text).collect(Collectors.joining(",", " throws ", ""));
    }

    @Override
    void define(Definitions definitions) {
        for (ExceptionCodec one : cases) {
            one.define(definitions);
        }
    }

    boolean declares(Throwable exception) {
        return indexOf(exception) >= 0;
    }

    @Override
    void write(WireOutput out, @Nullable Throwable value) {
        int index = value == null ? -1 : indexOf(value);
        if (index < 0) {
            throw Refusal.invalid((value == null ? "null" : value.getClass().getName()) + " is not declared");
        }
        out.putVarint(index);
        cases[index].write(out, value);
    }

    @Override
    Throwable read(WireInput in) {
        int index = in.takeVarint();
        if (index < 0 || index >= cases.length) {
            throw Refusal.invalid(
                    "number " + Integer.toUnsignedString(index) + " (expected: below " + cases.length + ")");
        }
        return cases[index].read(in);
    }

    /** The nearest declared class of an exception, itself or a superclass, or -1. */
    private int indexOf(Throwable exception) {
        for (Class<?> c = exception.getClass(); c != null; c = c.getSuperclass()) {
            for (int i = 0; i < cases.length; i++) {
                if (cases[i].type() == c) {
                    return i;
                }
            }
        }
        return -1;
    }
}
