package io.volant.rpc;

import java.util.concurrent.TimeUnit;

/**
 * How many calls may run and wait at one pool of workers. Begins at workers + queue, never goes above that, and comes down while
 * calls queue up for good. Only a queue that nobody chose may grow, with what the workers serve.
 *
 * <p>What tells a burst, which a queue is for, from overload, which no queue helps, is whether the queue runs low from time to time:
 * the least number of waiting calls that workers leave behind within a window is the <i>standing queue</i>. It only adds to the time
 * of every call. (K. Nichols, V. Jacobson: Controlling Queue Delay, ACM Queue 10(5), 2012, and RFC 8289, which measure it as the
 * least waiting time. Counted in calls it needs no clock, and stays what it is when some calls overtake others.) A window has at
 * least 100 ms and as many calls as there are workers, 16 at least; then
 *
 * <pre>
 * standing queue &gt; tolerated, and more than is served in 5 ms:  limit ÷ 1.1
 * else, and calls were refused:                                limit × 1.05
 * else:                                                        limit × 1.5
 * tolerated = a quarter of the workers, but at least 4, or as many as there are workers if those are fewer
 * least = workers + the greater of 4 and a quarter of the workers, but at most workers + queue
 * </pre>
 *
 * <p>A queue that nobody chose is what workers take in 20 ms, if that is more than it was at first: so much comes due while one of
 * the two JVMs pauses, and is served before anybody minds. It grows at the end of a window, and in its midst where calls are refused,
 * as soon as 5 ms tell what is served; the limit grows with it unless an overload has lowered it. It shrinks by a tenth a window, for
 * little is served in a pause, too, and at once when the queue stands or a window lasts for more than a second: handlers that have
 * become slow must not find a queue of fast ones.
 *
 * <p>So a call waits about as long as a handler takes, however long the overload lasts; with less than ten workers, whose queue runs
 * low less often, two or three times as long. Handlers that return at once may have any queue that is a matter of 5 ms. To limit what
 * is in the system, and to go down and up by a factor, is what the limiters of Netflix's concurrency-limits do; theirs infer the queue
 * from the latency, which handlers that become slow for reasons of their own change, too.
 *
 * <p>{@link #onTaken} is confined to the lock of the queue; the rest is thread-safe.
 */
final class AdaptiveLimit {
    private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(1); // a window in which little is called
    private static final int LEAST_SAMPLE = 16;
    private static final int LEAST_QUEUE = 4;
    private static final int MOST_GROWN = 16_384;

    private final Ticker ticker;
    private final int workers;
    private final int least;
    private final int atFirst;
    private final boolean grows;
    private final int sample;
    private final int tolerated;
    private volatile int most; // written under the lock of the queue
    private volatile int now; // so is this
    private volatile boolean refused; // a call, since the window began

    private long beganNanos; // the window: confined to the lock of the queue
    private int taken;
    private int checkAt;
    private int standing;

    private AdaptiveLimit(Ticker ticker, int workers, int least, int most, boolean grows) {
        this.ticker = ticker;
        this.workers = workers;
        this.least = least;
        this.atFirst = most;
        this.grows = grows;
        this.most = most;
        this.sample = Math.max(LEAST_SAMPLE, workers);
        this.tolerated = Math.max(Math.min(LEAST_QUEUE, workers), workers / 4);
        this.now = most;
        begin();
    }

    /** A limit that adapts, with a queue that somebody chose. */
    static AdaptiveLimit of(int workers, int queue, Ticker ticker) {
        return adaptive(workers, queue, false, ticker);
    }

    /** A limit that adapts, with a queue that may grow. */
    static AdaptiveLimit growing(int workers, int queue, Ticker ticker) {
        return adaptive(workers, queue, true, ticker);
    }

    private static AdaptiveLimit adaptive(int workers, int queue, boolean grows, Ticker ticker) {
        int most = sum(workers, queue);
        int least = Math.min(most, workers + Math.max(LEAST_QUEUE, workers / 4));
        return new AdaptiveLimit(ticker, workers, least, most, grows);
    }

    /** A limit that stays. */
    static AdaptiveLimit fixed(int workers, int queue) {
        int most = sum(workers, queue);
        return new AdaptiveLimit(() -> 0, workers, most, most, false);
    }

    /** Workers and queue; one without a bound is given as the largest number. */
    private static int sum(int workers, int queue) {
        return (int) Math.min(Integer.MAX_VALUE, (long) workers + queue);
    }

    /** The limit in force. */
    int now() {
        return now;
    }

    /** What it is, or climbs to, when no overload lowers it. */
    int most() {
        return most;
    }

    /** A call was refused because of the limit. */
    void onRefused() {
        if (!refused) {
            refused = true;
        }
    }

    /** A worker took a call and left so many waiting. */
    void onTaken(int waiting) {
        if (least == atFirst) {
            return;
        }
        if (taken++ == 0) {
            beganNanos = ticker.nanoTime();
        }
        standing = Math.min(standing, waiting);
        if (taken >= checkAt) {
            long elapsed = ticker.nanoTime() - beganNanos;
            if (elapsed < WINDOW_NANOS) {
                checkAt += sample;
                if (grows && refused && elapsed >= SHORT_NANOS) {
                    growAtOnce(elapsed);
                }
            } else {
                adapt(elapsed);
                begin();
            }
        }
    }

    /** In the midst of a window: the burst that has no room is over before the window is. */
    private void growAtOnce(long elapsed) {
        int wanted = wanted(Math.max(0, taken - workers), elapsed); // all workers may have begun with the window
        if (wanted > most) {
            if (now == most) {
                now = wanted;
            }
            most = wanted; // behind the limit, so that nobody takes that for one that was lowered
        }
    }

    private void adapt(long elapsed) {
        boolean stands = standing > Math.max(tolerated, within(SHORT_NANOS, taken, elapsed));
        int before = most;
        most = nextMost(elapsed, stands);
        now = (int) Math.max(least, Math.min(most, next(before, stands)));
    }

    private int nextMost(long elapsed, boolean stands) {
        if (!grows) {
            return most;
        }
        boolean forgets = stands || elapsed > LONG_NANOS;
        return Math.max(atFirst, Math.max(wanted(taken, elapsed), forgets ? atFirst : most - most / 11));
    }

    private long next(int before, boolean stands) {
        long limit = now;
        if (stands) {
            return limit - Math.max(1, limit / 11);
        }
        return limit == before ? most : limit + Math.max(1, refused ? limit / 20 : limit / 2);
    }

    private int wanted(int calls, long elapsed) {
        return sum(workers, (int) Math.min(MOST_GROWN, within(PAUSE_NANOS, calls, elapsed)));
    }

    private static double within(long nanos, int calls, long elapsed) {
        return (double) calls * nanos / elapsed;
    }

    private void begin() {
        taken = 0;
        checkAt = sample;
        standing = Integer.MAX_VALUE;
        refused = false;
    }
}
