package io.volant.rpc.transport;

import io.volant.rpc.CodecException;
import io.volant.rpc.Payload;
import io.volant.rpc.VolantRuntime;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
            return new Result(() -> onOriginal.accept(original));
        } catch (CodecException e) {
            return new Result(() -> onFault.accept(e));
        } catch (Throwable e) { // also an error: the call must get its end
            CodecException fault = new CodecException(CodecException.Reason.INVALID, "cannot be decompressed: " + e);
            return new Result(() -> onFault.accept(fault));
        }
    }

    /** On its way back to the event loop. */
    private static final class Result implements Submission {
        private final Runnable task;
        private @Nullable Submission next;

        Result(Runnable task) {
            this.task = task;
        }

        @Override
        public @Nullable Submission next() {
            return next;
        }

        @Override
        public void next(@Nullable Submission next) {
            this.next = next;
        }

        @Override
        public void onLoop() {
            task.run();
        }

        @Override
        public void onLoopGone() {} // the end of the connection has completed the call
    }
}
