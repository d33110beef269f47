package io.volant.rpc.cluster;

import io.volant.rpc.CallOptions;
import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.Request;
import io.volant.rpc.Status;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What many threads share while they pick and answer: whatever they do at once has to look as if done one after the other. */
@Tag("lincheck")
public class SharedFiguresLincheckTest {
    /** The turns of a round robin. */
    public static class Turns {
        private final Cursor cursor = new Cursor(3, () -> 0);

        @Operation
        public int next() {
            return cursor.next();
        }
    }

    /** The calls that a node has. */
    public static class Pending {
        private final NodeFigures figures = new NodeFigures(() -> 0);

        @Operation
        public void sent() {
            figures.onSent();
        }

        @Operation
        public void ended() {
            figures.onFinished(Verdict.NEUTRAL, 0, 1, 1_000, true);
        }

        @Operation
        public int pending() {
            return figures.pending();
        }
    }

    /** What it fails, at a time that stands still. */
    public static class Outcomes {
        private final NodeFigures figures = new NodeFigures(() -> 0);

        @Operation
        public void failed() {
            figures.onFinished(Verdict.BAD, 0, 1, 1_000, true);
        }

        @Operation
        public void answered() {
            figures.onFinished(Verdict.GOOD, 0, 1, 1_000, false);
        }

        @Operation
        public double trouble() {
            return figures.trouble();
        }
    }

    /** How long it takes. */
    public static class Times {
        private final NodeFigures figures = new NodeFigures(() -> 0);

        @Operation
        public void slow() {
            figures.onFinished(Verdict.GOOD, 0, 1_000, 1_000, true);
        }

        @Operation
        public void fast() {
            figures.onFinished(Verdict.GOOD, 0, 10, 1_000, true);
        }

        @Operation
        public double responseNanos() {
            return figures.responseNanos();
        }
    }

    /** Whether a node that was left out is whole again. */
    public static class Trials {
        private final Trial trial = new Trial(0);
        private final Request request = Calls.of("look", CallOptions.defaults(), () -> 0, 1L);

        @Operation
        public boolean begins() {
            return trial.begins(request, 0);
        }

        @Operation
        public boolean answered() {
            return trial.onEnd(Verdict.GOOD, 0);
        }

        @Operation
        public boolean failed() {
            return trial.onEnd(Verdict.BAD, 0);
        }

        @Operation
        public boolean refused() {
            return trial.onEnd(Verdict.LOAD, 0);
        }
    }

    /** The failures in a row. */
    public static class Streaks {
        private final FailureWatch watch = FailureWatch.idle();
        private final Request request = Calls.of("look", CallOptions.defaults(), () -> 0, 1L);
        private final Failure failure = Failure.of(Status.INTERNAL, Outcome.EXECUTED, "it fails");

        @Operation
        public void failed() {
            watch.onOther(Verdict.BAD, request, failure, 0, 1, 0);
        }

        @Operation
        public int streak() {
            return watch.streak();
        }
    }

    @Test
    void aTrialIsDecidedOnce() {
        Interleavings.explore(Trials.class);
    }

    @Test
    void noFailureInARowIsLost() {
        Interleavings.explore(Streaks.class);
    }

    @Test
    void everyThreadHasTurnsOfItsOwn() {
        Interleavings.explore(Turns.class);
    }

    @Test
    void noCallIsCountedTwiceOrNotAtAll() {
        Interleavings.explore(Pending.class);
    }

    @Test
    void noOutcomeIsLost() {
        Interleavings.explore(Outcomes.class);
    }

    @Test
    void noTimeIsLost() {
        Interleavings.explore(Times.class);
    }
}
