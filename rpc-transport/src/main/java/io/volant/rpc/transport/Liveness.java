package io.volant.rpc.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Judges from time to time whether the peer of a connection still lives, reads, and behaves.
 *
 * <p>A peer that was silent for the agreed interval, or for a second while calls wait for its answers, is asked with a PING. Any
 * byte is a sign of life; none for 250 ms after the question, and the peer is suspect, none for five seconds, and it is dead. The
 * time during which this process stood still does not count. Confined to the event loop.
 */
final class Liveness {
    /** What is to be done about the peer. */
    enum Verdict {
        FINE,
        /** Send a PING. */
        ASK,
        /** It takes longer to answer than a live peer does. Told once for each question. */
        SUSPECT,
        /** It does not answer. */
        SILENT,
        /** It does not read. */
        STUCK,
        /** It began a frame long ago and did not end it. */
        SLOW_FRAME
    }

    static final int PATIENCE_SECONDS = 5;
    static final int WRITE_PATIENCE_SECONDS = 10;
    static final int FRAME_PATIENCE_SECONDS = 10;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    private static final long WRITE_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(WRITE_PATIENCE_SECONDS);
    private static final long FRAME_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(FRAME_PATIENCE_SECONDS);
    private static final long SUSPICION_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long WAITING_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final long pingIntervalNanos;
    private long judgedAt;
    private long readAt;
    private long framesRead;
    private boolean asked;
    private boolean suspect;
    private long askedAt;
    private long questions;
    private @Nullable Object
            written; // what the socket was writing when it last got on, how much of it, and when that was
    private long writtenBytes;
    private long writtenAt;
    private long partialSince;
    private long partialFrame = -1;

    Liveness(int pingIntervalMillis, long nowNanos) {
        this.pingIntervalNanos = TimeUnit.MILLISECONDS.toNanos(pingIntervalMillis);
        this.judgedAt = nowNanos;
        this.readAt = nowNanos;
        this.writtenAt = nowNanos;
    }

    /** A sign of life; true when the peer was suspect, and is not any more. */
    boolean onRead(long nowNanos) {
        boolean recovered = suspect;
        readAt = nowNanos;
        asked = false;
        suspect = false;
        return recovered;
    }

    /** Whether a question was asked and nothing was read since. */
    boolean asked() {
        return asked;
    }

    long silentNanos(long nowNanos) {
        return nowNanos - readAt;
    }

    void onFrame() {
        framesRead++;
    }

    /** The opaque bytes of the PING that {@link Verdict#ASK} asked for. */
    long nextQuestion(long nowNanos) {
        asked = true;
        askedAt = nowNanos;
        return ++questions;
    }

    /**
     * What to do now.
     *
     * @param waiting whether calls wait for answers of the peer
     * @param partial whether the beginning of a frame is there and its end is not
     */
    Verdict judge(long nowNanos, boolean waiting, boolean partial, Channel channel) {
        long sinceLast = nowNanos - judgedAt;
        judgedAt = nowNanos;
        if (sinceLast > LoopTick.STALL_NANOS) {
            onStall(sinceLast);
        }
        boolean stuck = stuck(nowNanos, channel.unsafe().outboundBuffer());
        boolean slowFrame = slowFrame(nowNanos, partial);
        if (asked && nowNanos - askedAt >= PATIENCE_NANOS) {
            return Verdict.SILENT;
        }
        if (stuck) {
            return Verdict.STUCK;
        }
        if (slowFrame) {
            return Verdict.SLOW_FRAME;
        }
        if (asked && !suspect && nowNanos - askedAt >= SUSPICION_NANOS) {
            suspect = true;
            return Verdict.SUSPECT;
        }
        long silence = nowNanos - readAt;
        boolean ask = silence >= pingIntervalNanos || (waiting && silence >= WAITING_NANOS);
        return ask && !asked ? Verdict.ASK : Verdict.FINE;
    }

    private void onStall(long nanos) {
        askedAt += nanos;
        writtenAt += nanos;
        partialSince += nanos;
    }

    private boolean stuck(long nowNanos, @Nullable ChannelOutboundBuffer buffer) {
        Object current = buffer == null ? null : buffer.current();
        long bytes = buffer == null ? 0 : buffer.currentProgress();
        if (current == null || current != written || bytes != writtenBytes) {
            written = current;
            writtenBytes = bytes;
            writtenAt = nowNanos;
        }
        return nowNanos - writtenAt >= WRITE_PATIENCE_NANOS;
    }

    private boolean slowFrame(long nowNanos, boolean partial) {
        if (!partial) {
            partialFrame = -1;
            return false;
        }
        if (partialFrame != framesRead) {
            partialFrame = framesRead;
            partialSince = nowNanos;
        }
        return nowNanos - partialSince >= FRAME_PATIENCE_NANOS;
    }
}
