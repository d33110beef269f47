package io.volant.rpc.cluster;

import io.volant.rpc.Request;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;

/**
 * The call by which a node that was left out shows that it is whole again: one at a time, of an idempotent method, since it may
 * have to be made again elsewhere. Where none of these comes along for 10 s, any call will do. Thread-safe.
 */
final class Trial {
    /** How far it is. */
    enum Stage {
        OPEN,
        UNDER_WAY,
        PASSED,
        FAILED
    }

    private static final VarHandle STAGE = stageField();
    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

    private final long sinceNanos;
    private volatile Stage stage = Stage.OPEN;

    Trial(long sinceNanos) {
        this.sinceNanos = sinceNanos;
    }

    Stage stage() {
        return stage;
    }

    /** Whether this call becomes the trial, which it then has to. */
    boolean begins(Request request, long now) {
        boolean fit =
                !request.method().oneway() && (request.method().idempotent() || now - sinceNanos >= PATIENCE_NANOS);
        return fit && move(Stage.OPEN, Stage.UNDER_WAY);
    }

    /**
     * A call to the node has ended; whether that decides the trial. One that was under way when it began decides nothing, and after
     * one that tells nothing another is tried.
     */
    boolean onEnd(Verdict verdict, long startNanos) {
        if (startNanos - sinceNanos < 0) {
            return false;
        }
        return switch (verdict) {
            case GOOD -> decide(Stage.PASSED);
            case BAD -> decide(Stage.FAILED);
            case LOAD, NEUTRAL -> {
                move(Stage.UNDER_WAY, Stage.OPEN);
                yield false;
            }
        };
    }

    private boolean decide(Stage result) {
        return move(Stage.UNDER_WAY, result) || move(Stage.OPEN, result);
    }

    private boolean move(Stage from, Stage to) {
        return STAGE.compareAndSet(this, from, to);
    }

    private static VarHandle stageField() {
        try {
            return MethodHandles.lookup().findVarHandle(Trial.class, "stage", Stage.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
