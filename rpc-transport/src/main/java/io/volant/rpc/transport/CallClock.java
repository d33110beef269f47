package io.volant.rpc.transport;

import io.volant.rpc.CallTimeline;
import io.volant.rpc.Failure;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.ServerLoad;
import io.volant.rpc.Status;
import io.volant.rpc.Ticker;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the client's end of a connection knows of time: until when its calls may last, when they were sent and answered, and what
 * the server last said of its load.
 *
 * <p>Confined to the event loop, but for {@link #deadlineNanos}.
 */
final class CallClock {
    private static final int UNKNOWN = CallTimeline.UNKNOWN;

    private final Link<?> link;
    private final Ticker ticker;
    private @Nullable Pong pong; // the last one
    private long pongNanos;
    private int queueMicros = UNKNOWN; // of the last answer with server timing
    private long queueNanos;

    CallClock(Link<?> link, Ticker ticker) {
        this.link = link;
        this.ticker = ticker;
    }

    /** The point in time, on this runtime's ticker, at which the call is over. */
    long deadlineNanos(Request request) {
        return request.deadlineNanosOn(ticker);
    }

    /** Microseconds of the call until {@code nanos}, a reading of this runtime's ticker. */
    int micros(Request request, long nanos) {
        return request.microsAt(nanos, ticker);
    }

    /** Microseconds of the call until the bytes came that are looked at now. */
    int readMicros(Request request) {
        return micros(request, link.readNanos());
    }

    void onPong(Pong answer) {
        pong = answer;
        pongNanos = link.readNanos();
    }

    void onTiming(int micros) {
        queueMicros = micros;
        queueNanos = link.readNanos();
    }

    /** The end of a call that got no answer; one whose time ran out is told what is known of the server. */
    Response unanswered(PendingCall call, Failure failure) {
        ServerLoad load = failure.status() == Status.DEADLINE_EXCEEDED ? load() : null;
        return Response.failure(load == null ? failure : failure.withServerLoad(load))
                .withTimes(call.sentMicros, UNKNOWN, UNKNOWN, UNKNOWN);
    }

    /** The end of a call whose answer is there and of no use. */
    Response unreadable(PendingCall call, Failure failure) {
        return Response.failure(failure).withTimes(call.sentMicros, readMicros(call.request), UNKNOWN, UNKNOWN);
    }

    /** What was said last; null while nothing was. */
    private @Nullable ServerLoad load() {
        boolean timed = queueMicros != UNKNOWN;
        if (pong != null && (!timed || pongNanos - queueNanos >= 0)) {
            return ServerLoad.of(pong.inFlight(), Duration.of(pong.queueMicros(), ChronoUnit.MICROS), since(pongNanos));
        }
        return timed ? ServerLoad.ofQueue(Duration.of(queueMicros, ChronoUnit.MICROS), since(queueNanos)) : null;
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(Math.max(0, ticker.nanoTime() - nanos));
    }
}
