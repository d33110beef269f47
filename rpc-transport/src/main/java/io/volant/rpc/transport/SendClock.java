package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;

/** Tells the receiver of a batch when it was sent, unless that was told a moment ago. Confined to the event loop. */
final class SendClock {
    private static final long NANOS_PER_MICRO = 1_000;

    private final long helloNanos;
    private long lastMicros = -ClockSkew.INTERVAL_MICROS;

    /** A clock that counts from the hello of this side. */
    SendClock(long helloNanos) {
        this.helloNanos = helloNanos;
    }

    /** Writes a CLOCK where the last one is too old. */
    void write(FrameWriter writer, ByteBuf out, long nowNanos) {
        long micros = (nowNanos - helloNanos) / NANOS_PER_MICRO;
        if (micros - lastMicros >= ClockSkew.INTERVAL_MICROS) {
            lastMicros = micros;
            writer.clock(out, micros);
        }
    }
}
