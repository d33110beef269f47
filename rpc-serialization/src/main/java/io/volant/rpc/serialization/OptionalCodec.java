package io.volant.rpc.serialization;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An {@code Optional}: 0 for null, 1 for empty, 2 and the value. */
@SuppressWarnings("NullableOptional") // what users do is theirs to decide; it comes back as it was
final class OptionalCodec extends Codec<Optional<?>> {
    private final Codec<Object> content;

    OptionalCodec(Codec<Object> content) {
        super(Optional.class, "optional(" + content.text() + ")");
        this.content = content;
    }

    @Override
    boolean counts() {
        return true;
    }

    @Override
    void define(Definitions definitions) {
        content.define(definitions);
    }

    @Override
    void write(WireOutput out, @Nullable Optional<?> value) {
        if (value == null) {
            out.putByte(0);
            return;
        }
        if (value.isEmpty()) {
            out.putByte(1);
            return;
        }
        out.putByte(2);
        out.enter();
        if (content.counts()) {
            out.charge(1);
        }
        Object present = value.get();
        try {
            content.write(out, present);
        } catch (RuntimeException e) {
            throw content.refusal(e, present);
        }
        out.leave();
    }

    @Override
    @Nullable
    Optional<?> read(WireInput in) {
        byte state = in.takeByte();
        if (state == 0) {
            return null;
        }
        if (state == 1) {
            return Optional.empty();
        }
        if (state != 2) {
            throw Refusal.invalid("optional: " + (state & 0xFF) + " (expected: 0..2)");
        }
        in.enter();
        if (content.counts()) {
            in.charge(1);
        }
        Object present = content.read(in);
        if (present == null) {
            throw Refusal.invalid("null in a present Optional");
        }
        in.leave();
        return Optional.of(present);
    }
}
