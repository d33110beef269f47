package io.volant.rpc.serialization;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** One declared exception: its message and its fields. Stack, cause and suppressed exceptions stay where they are. */
final class ExceptionCodec extends Codec<Throwable> {
    private final Creation creation;
    private final MethodHandle message;
    private final Members members;

    /**
     * @param message of type {@code (Throwable)String}: what a constructor is to be given
     */
    ExceptionCodec(Class<?> type, Creation creation, MethodHandle message, Members members) {
        super(type, WireNames.of(type));
        this.creation = creation;
        this.message = message;
        this.members = members;
    }

    @Override
    void define(Definitions definitions) {
        String fields = members.isEmpty() ? "" : ", " + members.entries();
        if (definitions.add("exception", text(), "message:string" + fields)) {
            members.define(definitions);
        }
    }

    @Override
    void write(WireOutput out, @Nullable Throwable value) {
        if (value == null) {
            throw Names.nullFor("exception");
        }
        out.putString(messageOf(value));
        members.write(out, value);
    }

    private @Nullable String messageOf(Throwable value) {
        try {
            String held = (String) message.invokeExact(value);
            return held == null ? value.getMessage() : held;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("getMessage declares no exception", e);
        }
    }

    @Override
    Throwable read(WireInput in) {
        String text = in.takeString();
        return (Throwable) creation.create(members.read(in), text);
    }
}
