package io.volant.rpc.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.volant.rpc.Simulation;
import java.net.SocketAddress;

/** Channels over the lines of a simulation. Confined to its thread, where all that is asked for happens at once. */
final class SimulatedChannels implements Channels {
    private final Simulation simulation;
    private final SimulatedLoop loop;

    SimulatedChannels(Simulation simulation, SimulatedLoop loop) {
        this.simulation = simulation;
        this.loop = loop;
    }

    @Override
    public ChannelFuture bind(SocketAddress local, ChannelHandler accepted) {
        Channel channel = new SimulatedServerChannel(simulation, loop, accepted);
        loop.register(channel);
        return channel.bind(local);
    }

    @Override
    public ChannelFuture connect(EventLoop sameLoop, SocketAddress remote, ChannelHandler handler) {
        Channel channel = new SimulatedChannel(simulation, loop.newId());
        channel.pipeline().addLast(handler);
        loop.register(channel);
        return channel.connect(remote);
    }
}
