package io.volant.rpc.transport;

import io.netty.channel.Channel;
import io.volant.rpc.WireMeter;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the time of one link: lets its side look for calls that are over, and asks, answers and judges its peer.
 *
 * <p>Confined to the event loop.
 */
final class LinkWatch implements LoopTick.Ticked {
    private static final Logger log = LoggerFactory.getLogger(LinkWatch.class);

    private final Link<?> link;
    private final LinkSide side;
    private final Channel channel;
    private final LoopTick tick;
    private final WireMeter meter;
    private final Liveness liveness;
    private final PingGuard pings;
    private boolean hot;

    LinkWatch(Link<?> link, LinkSide side, LoopTick tick, Agreement agreement, WireMeter meter, long nowNanos) {
        this.link = link;
        this.side = side;
        this.channel = link.channel();
        this.tick = tick;
        this.meter = meter;
        this.liveness = new Liveness(agreement.pingIntervalMillis(), nowNanos);
        this.pings = new PingGuard(agreement.pingIntervalMillis());
    }

    void start() {
        tick.add(this);
    }

    void stop() {
        tick.remove(this);
    }

    /** From now on, until all is quiet, time is looked at every 10 ms. */
    void hurry() {
        if (!hot) {
            hot = true;
            tick.hurry(this);
        }
    }

    void onRead(long nowNanos) {
        tick.onRead();
        if (liveness.onRead(nowNanos)) {
            meter.warnings().warn(log, "event=connection_recovered peer={}", link.peer());
            side.onSuspect(false);
        }
    }

    /** See {@link LoopTick#behind}. */
    boolean behind() {
        return tick.behind();
    }

    void onFrame() {
        liveness.onFrame();
    }

    void onPing(long opaque, long nowNanos) {
        int inFlight = side.inFlight();
        pings.onPing(nowNanos, inFlight > 0);
        int queueMicros = side.queueMicros(nowNanos);
        link.outbound().control((writer, out) -> writer.pong(out, opaque, inFlight, queueMicros));
    }

    @Override
    public void onTick(long nowNanos) {
        side.onTick(nowNanos);
        boolean waiting = side.expectsAnswers() && side.inFlight() > 0;
        switch (liveness.judge(nowNanos, waiting, link.pendingBytes() > 0, channel)) {
            case FINE -> {}
            case ASK -> {
                long question = liveness.nextQuestion(nowNanos);
                link.outbound().control((writer, out) -> writer.ping(out, question));
                hurry(); // to suspect it in time
            }
            case SUSPECT -> {
                meter.onSuspected();
                meter.warnings()
                        .warn(
                                log,
                                "event=connection_suspect peer={} silent_ms={}",
                                link.peer(),
                                TimeUnit.NANOSECONDS.toMillis(liveness.silentNanos(nowNanos)));
                side.onSuspect(true);
            }
            case SILENT -> link.fail(link.peer() + " gave no sign of life for " + Liveness.PATIENCE_SECONDS + " s");
            case STUCK -> link.fail(link.peer() + " read nothing for " + Liveness.WRITE_PATIENCE_SECONDS + " s");
            case SLOW_FRAME ->
                link.onFault(new ProtocolFault(
                        Rule.FRAME_TIME, "a frame was not whole after " + Liveness.FRAME_PATIENCE_SECONDS + " s"));
        }
        link.turn();
    }

    @Override
    public boolean busy() {
        return side.inFlight() > 0 || liveness.asked() || !link.outbound().isEmpty();
    }

    @Override
    public void onCooled() {
        hot = false;
    }
}
