package io.volant.rpc.transport;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.volant.rpc.VolantRuntime;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The event loops of one runtime, and what the connections on them share. Thread-safe.
 *
 * <p>Clients and servers of the runtime use the same loops, accepting included: a server has no thread of its own for that.
 */
final class NettyLoops implements AutoCloseable {
    /**
     * Where buffers come from. The pooled allocator keeps a cache per event loop, and every buffer here is taken and given back
     * on the same loop, once per read and once per batch; the adaptive one of Netty 4.2 learns sizes, of which there are two.
     */
    static final ByteBufAllocator ALLOCATOR = PooledByteBufAllocator.DEFAULT;

    private static final long LONGEST_SHUTDOWN_SECONDS = 2;

    private final EventLoopGroup group;
    private final Channels channels;
    private final IdentityHashMap<EventExecutor, LoopTick> ticks =
            new IdentityHashMap<>(); // not changed once constructed
    private final ChannelGroup open;
    private final LoopShares shares;

    private NettyLoops(VolantRuntime runtime, EventLoopGroup group, Channels channels) {
        this.group = group;
        this.channels = channels;
        List<EventLoop> loops = new ArrayList<>();
        for (EventExecutor loop : group) {
            ticks.put(loop, new LoopTick((EventLoop) loop, runtime.ticker()));
            loops.add((EventLoop) loop);
        }
        shares = new LoopShares(loops);
        open = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);
        warmUp();
    }

    private static NettyLoops create(VolantRuntime runtime) {
        NettyGlobals.initialise();
        return runtime.simulation()
                .map(simulation -> {
                    SimulatedLoop loop = new SimulatedLoop(simulation);
                    return new NettyLoops(runtime, loop, new SimulatedChannels(simulation, loop));
                })
                .orElseGet(() -> {
                    EventLoopGroup group = group(runtime);
                    return new NettyLoops(runtime, group, new SocketChannels(group));
                });
    }

    private static EventLoopGroup group(VolantRuntime runtime) {
        IoHandlerFactory io = SocketSettings.EPOLL
                ? SpinningIo.around(EpollIoHandler.newFactory(), runtime)
                : NioIoHandler.newFactory(); // a look at its selector does away with a wake-up, and makes it anew
        if (runtime.callersDrive()
                && SocketSettings.EPOLL) { // an interrupt of a caller would close what NIO reads or writes
            return DrivenLoop.start(io, numbered(), runtime.callsToDrive());
        }
        return new MultiThreadIoEventLoopGroup(runtime.eventLoops(), numbered(), io);
    }

    /**
     * Takes the first buffer of a JVM before anybody waits for it: Netty then loads flight recorder and pools, which costs more
     * than all else in a first handshake and would count against its time limit.
     */
    private static void warmUp() {
        ALLOCATOR.ioBuffer().release();
    }

    /** The loops of {@code runtime}, started when first asked for. */
    static NettyLoops of(VolantRuntime runtime) {
        return runtime.shared(NettyLoops.class, () -> create(runtime));
    }

    Channels channels() {
        return channels;
    }

    /** For the connections of clients; those that servers accept take turns. */
    LoopShares shares() {
        return shares;
    }

    LoopTick tick(EventLoop loop) {
        LoopTick tick = ticks.get(loop);
        if (tick == null) {
            throw new IllegalArgumentException("event loop: " + loop + " (expected: one of this runtime)");
        }
        return tick;
    }

    /** Closes {@code channel} with the loops; called once for every channel on them. */
    void add(Channel channel) {
        open.add(channel);
    }

    /** Closes all connections and ends the threads; waits for neither. */
    @Override
    public void close() {
        open.close() // a loop that is told to end closes its channels, or none, before the tasks that say goodbye
                // on them
                .addListener(closed -> group.shutdownGracefully(0, LONGEST_SHUTDOWN_SECONDS, TimeUnit.SECONDS));
    }

    private static ThreadFactory numbered() {
        AtomicInteger next = new AtomicInteger();
        return task -> new IoThread(task, "volant-io-" + next.getAndIncrement());
    }
}
