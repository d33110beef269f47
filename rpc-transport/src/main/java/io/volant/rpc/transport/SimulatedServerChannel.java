package io.volant.rpc.transport;

import io.netty.channel.AbstractServerChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandler;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import io.volant.rpc.Simulation;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Accepts the lines of a simulation. Confined to its thread. */
final class SimulatedServerChannel extends AbstractServerChannel {
    private final ChannelConfig config = new DefaultChannelConfig(this);
    private final Simulation simulation;
    private final SimulatedLoop loop;
    private final ChannelHandler accepted;
    private Simulation.@Nullable Listening listening;
    private boolean closed;

    /** @param accepted the sharable handler of every line that is opened */
    SimulatedServerChannel(Simulation simulation, SimulatedLoop loop, ChannelHandler accepted) {
        this.simulation = simulation;
        this.loop = loop;
        this.accepted = accepted;
    }

    @Override
    protected void doBind(SocketAddress local) throws BindException {
        if (!(local instanceof InetSocketAddress inet)) {
            throw new BindException(local + " is no address of a simulation (expected: 127.0.0.1 and a port)");
        }
        listening = simulation.listen(inet, this::onLine);
    }

    private Simulation.LineEnd onLine(Simulation.Line line) {
        SimulatedChannel channel = new SimulatedChannel(this, simulation, line, loop.newId());
        channel.pipeline().addLast(accepted);
        loop.register(channel);
        return channel.end();
    }

    @Override
    protected void doClose() {
        closed = true;
        if (listening != null) {
            listening.close();
        }
    }

    @Override
    protected void doBeginRead() {
        // whoever opens a line is accepted without being asked for
    }

    @Override
    protected boolean isCompatible(EventLoop other) {
        return other == loop;
    }

    @Override
    protected @Nullable SocketAddress localAddress0() {
        return listening == null ? null : listening.address();
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public boolean isActive() {
        return listening != null && !closed;
    }
}
