package io.volant.rpc.transport;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.volant.rpc.AdaptiveSpin;
import io.volant.rpc.Ticker;
import io.volant.rpc.VolantRuntime;
import org.jspecify.annotations.Nullable;

/**
 * The I/O of an event loop that looks for more before it sleeps, as long as {@link AdaptiveSpin} lets it. Between two looks it gives its
 * processor to a thread of this process that is ready for it, such as the caller whom it has just answered: that thread runs where the
 * loop ran, and nobody is woken on a processor that sleeps. Whoever hands the loop something while it looks need not wake it.
 *
 * <p>Confined to the event loop, but for {@link #wakeup}.
 */
final class SpinningIo implements IoHandler {
    private final IoHandler io;
    private final AdaptiveSpin spin;
    private final Runnable giveWay;
    private @Nullable Look look; // of the loop, which has one context for all its turns

    /** @param giveWay gives the processor to whoever is ready for it */
    SpinningIo(IoHandler io, AdaptiveSpin spin, Runnable giveWay) {
        this.io = io;
        this.spin = spin;
        this.giveWay = giveWay;
    }

    /** What makes the I/O of loops of {@code runtime}. */
    @SuppressWarnings("ThreadPriorityCheck") // a hint that costs nothing where nobody takes it
    static IoHandlerFactory around(IoHandlerFactory factory, VolantRuntime runtime) {
        if (runtime.spin().isZero()) {
            return factory;
        }
        return loop -> new SpinningIo(
                factory.newHandler(loop), new AdaptiveSpin(Ticker.system(), runtime.spin()), Thread::yield);
    }

    @Override
    public int run(IoHandlerContext context) {
        if (!context.canBlock()) {
            return io.run(context);
        }
        spin.begin();
        while (spin.goesOn()) {
            int handled = io.run(look(context));
            if (handled > 0 || !context.canBlock()) {
                spin.end(true);
                return handled;
            }
            giveWay.run();
        }
        spin.end(!context.canBlock()); // somebody ran meanwhile, who may have left a task and used up the time
        return io.run(context);
    }

    private Look look(IoHandlerContext context) {
        Look now = look;
        if (now == null || now.turn != context) {
            now = new Look(context);
            look = now;
        }
        return now;
    }

    @Override
    public void wakeup() {
        io.wakeup();
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return io.register(handle);
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return io.isCompatible(handleType);
    }

    @Override
    public void initialize() {
        io.initialize();
    }

    @Override
    public void prepareToDestroy() {
        io.prepareToDestroy();
    }

    @Override
    public void destroy() {
        io.destroy();
    }

    /** A turn that does not wait. */
    private record Look(IoHandlerContext turn) implements IoHandlerContext {
        @Override
        public boolean canBlock() {
            return false;
        }

        @Override
        public long delayNanos(long currentTimeNanos) {
            return turn.delayNanos(currentTimeNanos);
        }

        @Override
        public long deadlineNanos() {
            return turn.deadlineNanos();
        }

        @Override
        public void reportActiveIoTime(long activeNanos) {
            turn.reportActiveIoTime(activeNanos);
        }

        @Override
        public boolean shouldReportActiveIoTime() {
            return turn.shouldReportActiveIoTime();
        }
    }
}
