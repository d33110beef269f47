package io.volant.rpc.transport;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the connections of a server share of the calls that may be asked again: whatever many loops do at once looks as if done in turns. */
@Tag("lincheck")
public class EpochTableLincheckTest {
    private static final int ITERATIONS = 2;
    private static final int INVOCATIONS = 20;

    /** Connections, of which one may have ended and be known. */
    @Param(name = "epoch", gen = IntGen.class, conf = "1:3")
    public static class Connections {
        private final EpochTable<Integer> table = new EpochTable<>(1);

        @Operation
        public void begins(@Param(name = "epoch") int epoch) {
            table.add(new Epoch(epoch, 0), epoch);
        }

        @Operation
        public @Nullable Integer asksFor(@Param(name = "epoch") int epoch) {
            return table.find(new Epoch(epoch, 0));
        }

        @Operation
        public @Nullable Integer ends(@Param(name = "epoch") int epoch) {
            return table.end(new Epoch(epoch, 0));
        }

        @Operation
        public void isForgotten(@Param(name = "epoch") int epoch) {
            table.forget(new Epoch(epoch, 0));
        }
    }

    /** The bytes of kept replies, of which there are never more than there may be. */
    public static class Room {
        private final ReplyRoom room = new ReplyRoom(2);

        @Operation
        public boolean take() {
            return room.take(1);
        }

        @Operation
        public boolean takeTwo() {
            return room.take(2);
        }

        @Operation
        public long taken() {
            return room.taken();
        }
    }

    @Test
    void aConnectionIsKnownOrForgottenForEverybodyAtOnce() {
        explore(Connections.class);
    }

    @Test
    void noByteIsTakenTwice() {
        explore(Room.class);
    }

    private static void explore(Class<?> shared) {
        new ModelCheckingOptions()
                .iterations(ITERATIONS)
                .invocationsPerIteration(INVOCATIONS)
                .threads(2)
                .actorsPerThread(3)
                .check(shared);
        new StressOptions()
                .iterations(ITERATIONS)
                .invocationsPerIteration(INVOCATIONS)
                .threads(2)
                .actorsPerThread(3)
                .check(shared);
    }
}
