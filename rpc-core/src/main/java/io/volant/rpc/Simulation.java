package io.volant.rpc;

import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Takes the place of the threads, the clock and the sockets of a runtime, for tests that own time. A runtime has none unless it was
 * built {@linkplain VolantRuntime.Builder#simulation for one}; {@code SimulatedNetwork} of {@code volant-testing} brings one.
 *
 * <p>Everything in it happens on one thread, an {@link EventLoopThread} that is a {@link Randomness}, one task after the other: all
 * methods are called on it, and it alone calls {@link LineEnd} and {@link Listener}. While a task runs, no time passes.
 */
public interface Simulation {
    /** The clock of everything. */
    Ticker ticker();

    /** Runs tasks on the one thread: by their time, and those of the same time in the order in which they came. */
    ScheduledExecutorService timer();

    /**
     * Lets time pass until {@code future} has ended; of a caller that is outside of all tasks. For any other one it does nothing,
     * since time does not pass within a task.
     */
    void settle(CompletableFuture<?> future);

    /**
     * Listens, on a free port where that of {@code at} is 0.
     *
     * @throws BindException if somebody listens there
     */
    Listening listen(InetSocketAddress at, Listener listener) throws BindException;

    /** Begins to open a line; {@code near} hears what becomes of that, later. */
    Line connect(InetSocketAddress to, LineEnd near);

    /** An address that accepts lines. */
    interface Listening {
        InetSocketAddress address();

        /** Accepts no more; open lines stay. Idempotent. */
        void close();
    }

    /** Who accepts lines. */
    @FunctionalInterface
    interface Listener {
        /** A line was opened from elsewhere; returns who hears of it from now on. */
        LineEnd onLine(Line line);
    }

    /** What one end of a line may do: send bytes, which arrive in order or not at all. */
    interface Line {
        InetSocketAddress local();

        InetSocketAddress remote();

        /** How many bytes may be sent now; after none, {@link LineEnd#onRoom} tells of more. */
        int room();

        /** Sends at most {@link #room} bytes, which are its own from now on. */
        void send(byte[] bytes);

        /** So many of the bytes that came were read: as many more may be on their way. */
        void taken(int bytes);

        /** Sends no more; what was sent arrives, and then the end of the stream. Idempotent. */
        void end();

        /**
         * Sends and reads no more; who sends after that gets a reset. Idempotent.
         *
         * @param unread whether bytes came that were not read: then the other end gets a reset instead of the end of the stream
         */
        void close(boolean unread);
    }

    /** What one end of a line hears, each time as a task of its own. */
    interface LineEnd {
        /** The line is open, for the end that asked for it. */
        void onOpened();

        /** Nobody accepts lines there; the last that is heard. */
        void onRefused();

        /** Bytes came, which are the end's own from now on. */
        void onBytes(byte[] bytes);

        /** The other end sends no more. */
        void onEnd();

        /** The other end is gone; the last that is heard. */
        void onReset();

        /** There is room again, after there was none. */
        void onRoom();
    }
}
