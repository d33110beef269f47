package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.TimeUnit;

/**
 * When a call began, until when it may last, and what was noted of its time on the way: a part of the {@link Request}, of which it is
 * the superclass so as to cost no object.
 */
abstract class CallTimes {
    private static final int LARGEST_UNTIMED = 1_024;

    private final long startNanos;
    private final long deadlineNanos; // a deadline as an object is made where one is asked for
    private final Ticker ticker;
    // microseconds, each written once: when the stub has encoded the call, or the loop of a server has taken it up;
    // when it
    // leaves the queue of a server; when its answer is ready
    private int readyMicros;
    private int queueMicros = CallTimeline.UNKNOWN;
    private int executeMicros = CallTimeline.UNKNOWN;
    private boolean delayed; // written before the request goes on

    CallTimes(long startNanos, long deadlineNanos, Ticker ticker, int readyMicros) {
        this.startNanos = startNanos;
        this.deadlineNanos = deadlineNanos;
        this.ticker = requireNonNull(ticker, "ticker");
        this.readyMicros = readyMicros;
    }

    /** Until when the call may last. */
    public Deadline deadline() {
        return new Deadline(deadlineNanos, ticker);
    }

    /** Whether its time is over; makes no object. */
    boolean expired() {
        return deadlineNanos - ticker.nanoTime() <= 0;
    }

    /** When the call is over on {@code ticker}, which need not be that of its deadline; makes no object. */
    public long deadlineNanosOn(Ticker ticker) {
        return this.ticker == ticker ? deadlineNanos : ticker.nanoTime() + (deadlineNanos - this.ticker.nanoTime());
    }

    /** Milliseconds since the stub was entered or, on a server, since the call arrived. */
    public long elapsedMillis() {
        return TimeUnit.NANOSECONDS.toMillis(elapsedNanos());
    }

    /**
     * Microseconds from the start of the call to {@code nanos}, a reading of {@code ticker}; {@link CallTimeline#UNKNOWN} when its
     * time is kept by another.
     */
    public int microsAt(long nanos, Ticker ticker) {
        return this.ticker == ticker ? micros(nanos - startNanos) : CallTimeline.UNKNOWN;
    }

    /** The time that was left when the arguments had been encoded, for which no clock is read; that left now for requests of no stub. */
    public long allowedNanos() {
        return readyMicros == CallTimeline.UNKNOWN
                ? deadlineNanos - ticker.nanoTime()
                : deadlineNanos - startNanos - TimeUnit.MICROSECONDS.toNanos(readyMicros);
    }

    /**
     * When the call left its stub, on the clock of its deadline, for which none is read; the present where it did not come straight
     * from there.
     */
    public long leftNanos() {
        return delayed || readyMicros == CallTimeline.UNKNOWN
                ? ticker.nanoTime()
                : startNanos + TimeUnit.MICROSECONDS.toNanos(readyMicros);
    }

    /** When its answer was read, on the clock of its deadline, for which none is read; the present where no connection noted it. */
    public long answeredNanos(Response response) {
        int micros = response.answeredMicros();
        return micros == CallTimeline.UNKNOWN ? ticker.nanoTime() : startNanos + TimeUnit.MICROSECONDS.toNanos(micros);
    }

    /** Something stands between the stub and the route that may have taken time, or does: an interceptor, or a wait. */
    void onDelay() {
        delayed = true;
    }

    boolean delayed() {
        return delayed;
    }

    /**
     * The stub has encoded the arguments. Where they are few no clock is read on an event loop, on which thousands of calls may be
     * made in a row and each reading costs as much as the encoding: the encoding counts as waiting.
     */
    void onEncoded(int bytes) {
        boolean timed = bytes > LARGEST_UNTIMED || !EventLoopThread.isCurrent();
        readyMicros = timed ? micros(elapsedNanos()) : 0;
    }

    /** How long the stub encoded the arguments; {@link CallTimeline#UNKNOWN} until it has. */
    int encodeMicros() {
        return readyMicros;
    }

    /**
     * Tells the latest reading of the ticker that a transport has at hand when it hands on a call that it received, less than a few
     * microseconds old; a handler that runs at once on the same thread spares one of its own.
     */
    public void takenUp(long nanos) {
        readyMicros = micros(nanos - startNanos);
    }

    /** The call leaves the queue of a server; false when its time was over before that. */
    boolean begin() {
        return beginAt(ticker.nanoTime());
    }

    /** As {@link #begin}, on the thread that handed the call on, which was told the time. */
    boolean beginAtOnce() {
        return readyMicros == CallTimeline.UNKNOWN
                ? begin()
                : beginAt(startNanos + TimeUnit.MICROSECONDS.toNanos(readyMicros));
    }

    private boolean beginAt(long now) {
        queueMicros = micros(now - startNanos);
        return deadlineNanos - now > 0;
    }

    /** The answer of a server is ready, so many nanoseconds after the call arrived; one that did not begin has only waited. */
    void ended(long nanos) {
        if (queueMicros == CallTimeline.UNKNOWN) {
            queueMicros = micros(nanos);
        }
        executeMicros = micros(nanos) - queueMicros;
    }

    /**
     * On a server: microseconds from the arrival of the call until its handler began or it was dropped;
     * {@link CallTimeline#UNKNOWN} until then. Written by the thread that runs the call.
     */
    public int queueMicros() {
        return queueMicros;
    }

    /** On a server: microseconds from then until its answer was ready; {@link CallTimeline#UNKNOWN} until then. */
    public int executeMicros() {
        return executeMicros;
    }

    private static int micros(long nanos) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, nanos) / 1_000);
    }

    /** The reading of the ticker so many nanoseconds after the start. */
    long atNanos(long elapsed) {
        return startNanos + elapsed;
    }

    long elapsedNanos() {
        return ticker.nanoTime() - startNanos;
    }
}
