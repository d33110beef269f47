package io.volant.rpc.serialization;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** One declared exception: its message. Stack, cause and suppressed exceptions stay where they are. */
final class ExceptionCodec extends Codec<Throwable> {
    private final MethodHandle constructor;

    /**
     * @param constructor of type {@code (String)Throwable}
     */
    ExceptionCodec(Class<?> type, MethodHandle constructor) {
        super(type, WireNames.of(type));
        this.constructor = constructor;
    }

    @Override
    void define(Definitions definitions) {
        definitions.add("exception", text(), "message:string");
    }

    @Override
    void write(WireOutput out, @Nullable Throwable value) {
        out.putString(value == null ? null : value.getMessage());
    }

    @Override
    Throwable read(WireInput in) {
        String message = in.takeString();
        try {
            return (Throwable) constructor.invokeExact(message);
        } catch (Throwable e) {
            throw ObjectCodec.fromConstructor(type(), e);
        }
    }
}
