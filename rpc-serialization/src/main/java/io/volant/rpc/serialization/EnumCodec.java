package io.volant.rpc.serialization;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An enum: {@code varint(index + 1)} into its constants as the schema lists them; 0 for null. */
final class EnumCodec extends Codec<Enum<?>> {
    private final Enum<?>[] constants;

    EnumCodec(Class<?> type) {
        super(type, WireNames.of(type));
        this.constants = (Enum<?>[]) type.getEnumConstants();
    }

    @Override
    void define(Definitions definitions) {
        definitions.add("enum", text(), Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", ")));
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
        out.putVarint(value.ordinal() + 1);
    }

    @Override
    @Nullable
    Enum<?> read(WireInput in) {
        int index = in.takeVarint() - 1;
        if (index == -1) {
            return null;
        }
        if (index < 0 || index >= constants.length) {
            throw Refusal.invalid("constant " + Integer.toUnsignedString(index) + " of " + Names.local(type())
                    + " (expected: 0.." + (constants.length - 1) + ")");
        }
        return constants[index];
    }
}
