package io.volant.rpc.serialization;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An enum: {@code varint(index + 1)} into its constants as the schema lists them; 0 for null.
 *
 * <p>The schema is read from the class as it was loaded. The constants themselves, and with them the enum's static initialiser, come
 * with the first value: who only compares schemas runs no code of the classes that he compares.
 */
final class EnumCodec extends Codec<Enum<?>> {
    private final List<String> names;
    private volatile Enum<?> @Nullable [] constants;

    EnumCodec(Class<?> type) {
        super(type, WireNames.of(type));
        this.names = Stream.of(type.getDeclaredFields())
                .filter(Field::isEnumConstant)
                .map(Field::getName)
                .toList();
    }

    @Override
    void define(Definitions definitions) {
        definitions.add("enum", text(), String.join(", ", names));
    }

    @Override
    @SuppressWarnings("EnumOrdinal") // the schema lists the constants, so the other side has the same ordinals
    void write(WireOutput out, @Nullable Enum<?> value) {
        if (value == null) {
            out.putByte(0);
            return;
        }
        if (value.getDeclaringClass() != type()) {
            throw Names.unexpected(value, type());
        }
        constants();
        out.putVarint(value.ordinal() + 1);
    }

    @Override
    @Nullable
    Enum<?> read(WireInput in) {
        int index = in.takeVarint() - 1;
        if (index == -1) {
            return null;
        }
        Enum<?>[] known = constants();
        if (index < 0 || index >= known.length) {
            throw Refusal.invalid("constant " + Integer.toUnsignedString(index) + " of " + Names.local(type())
                    + " (expected: 0.." + (known.length - 1) + ")");
        }
        return known[index];
    }

    private Enum<?>[] constants() {
        Enum<?>[] known = constants;
        return known == null ? initialise() : known;
    }

    /** The constants, in the order of the schema or not at all: a JVM need not list fields as they were declared. */
    private Enum<?>[] initialise() {
        Enum<?>[] values;
        try {
            values = (Enum<?>[]) type().getEnumConstants();
        } catch (LinkageError e) {
            throw Refusal.invalid(Names.local(type()) + " cannot be initialised: " + e);
        }
        List<String> declared = Arrays.stream(values).map(Enum::name).toList();
        if (!declared.equals(names)) {
            throw Refusal.invalid(Names.local(type()) + " has the constants " + declared + " (expected: " + names
                    + ", as its class lists them)");
        }
        constants = values;
        return values;
    }
}
