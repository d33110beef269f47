package io.volant.rpc.transport;

import io.volant.rpc.CodecException;
import io.volant.rpc.Payload;
import io.volant.rpc.VolantRuntime;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Decompresses received bodies off the event loop and comes back to it. Started on the event loop. */
final class Inflation {
    private final Link<?> link;
    private final BodyCompression compression;
    private final VolantRuntime runtime;

    Inflation(Link<?> link, BodyCompression compression, VolantRuntime runtime) {
        this.link = link;
        this.compression = compression;
        this.runtime = runtime;
    }

    /** Calls one of the two, on the event loop; {@code onFault} at once where lengths or encoding are refused. */
    void start(
            Payload body,
            int encoding,
            int originalLength,
            Consumer<Payload> onOriginal,
            Consumer<CodecException> onFault) {
        try {
            compression.check(encoding, originalLength);
        } catch (CodecException e) {
            onFault.accept(e);
            return;
        }
        Runnable work = () -> link.submit(inflate(body, encoding, originalLength, onOriginal, onFault));
        try {
            runtime.executor().execute(work);
        } catch (RejectedExecutionException | IllegalStateException e) {
            work.run(); // better here than not at all
        }
    }

    private Submission inflate(
            Payload body,
            int encoding,
            int originalLength,
            Consumer<Payload> onOriginal,
            Consumer<CodecException> onFault) {
        try {
            Payload original = compression.original(body, encoding, originalLength);
            return back(() -> onOriginal.accept(original));
        } catch (CodecException e) {
            return back(() -> onFault.accept(e));
        } catch (Throwable e) { // also an error: the call must get its end
            CodecException fault = new CodecException(CodecException.Reason.INVALID, "cannot be decompressed: " + e);
            return back(() -> onFault.accept(fault));
        }
    }

    /** On its way back to the event loop; when that has gone, the end of the connection has completed the call. */
    private static Submission back(Runnable task) {
        return new LoopTask(task, () -> {});
    }
}
