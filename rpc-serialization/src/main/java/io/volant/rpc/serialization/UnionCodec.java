package io.volant.rpc.serialization;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A slot that holds values of one of several classes: {@code varint(case number + 1)} and the content of the value, or 0 for null.
 * The cases are numbered from 0 in the order of their wire names.
 */
final class UnionCodec extends Codec<Object> {
    private static final int MOST_SHOWN = 8;

    private final boolean named;
    private final Map<Class<?>, Integer> numbers = new HashMap<>();
    private List<Codec<Object>> cases = List.of();

    private UnionCodec(Class<?> type, String text, boolean named) {
        super(type, text);
        this.named = named;
    }

    /** One that the schema defines in a line of its own. */
    static UnionCodec named(Class<?> type, String text) {
        return new UnionCodec(type, text, true);
    }

    /** One whose text lists its cases. */
    static UnionCodec inline(Class<?> type, String text) {
        return new UnionCodec(type, text, false);
    }

    /** Gives the codec its cases, once, before it is used; a case may hold values of the same union. */
    void link(List<Codec<Object>> unsorted) {
        cases = unsorted.stream()
                .sorted(Comparator.comparing(Codec::text, Definitions.BY_BYTES))
                .toList();
        for (int i = 0; i < cases.size(); i++) {
            numbers.put(cases.get(i).type(), i);
        }
    }

    @Override
    boolean counts() {
        return true;
    }

    @Override
    boolean takesSubclasses() {
        return true;
    }

    @Override
    void define(Definitions definitions) {
        String body = cases.stream().map(Codec::text).collect(Collectors.joining(", "));
        if (!named || definitions.add("union", text(), body)) {
            cases.forEach(one -> one.define(definitions));
        }
    }

    @Override
    void write(WireOutput out, @Nullable Object value) {
        if (value == null) {
            out.putByte(0);
            return;
        }
        int number = numberOf(value);
        out.putVarint(number + 1);
        cases.get(number).writePresent(out, value);
    }

    @Override
    @Nullable
    Object read(WireInput in) {
        int number = in.takeVarint() - 1;
        if (number == -1) {
            return null;
        }
        if (number < 0 || number >= cases.size()) {
            throw Refusal.invalid("case " + Integer.toUnsignedString(number) + " of " + name() + " (expected: 0.."
                    + (cases.size() - 1) + ")");
        }
        return cases.get(number).readPresent(in);
    }

    private int numberOf(Object value) {
        Integer number = numbers.get(classOf(value));
        if (number != null) {
            return number;
        }
        for (int i = 0; i < cases.size(); i++) {
            Codec<Object> one = cases.get(i);
            if (one.takesSubclasses() && one.type().isInstance(value)) {
                return i;
            }
        }
        throw Refusal.invalid(Names.local(value.getClass()) + " (expected one of " + shownCases() + ")");
    }

    private static Class<?> classOf(Object value) {
        return value instanceof Enum<?> constant
                ? constant.getDeclaringClass() // a constant with a body has a class of its own
                : value.getClass();
    }

    private String shownCases() {
        Stream<String> shown = cases.stream().limit(MOST_SHOWN).map(one -> Names.local(one.type()));
        List<String> names = new ArrayList<>(shown.toList());
        if (cases.size() > MOST_SHOWN) {
            names.add("\u2026");
        }
        return String.join(", ", names);
    }

    private String name() {
        return named ? Names.local(type()) : "@OneOf";
    }
}
