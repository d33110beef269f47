package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AbstractChannel;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannel;
import io.volant.rpc.Simulation;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One end of a line of a simulation, which behaves as a TCP socket that is not allowed to be half closed: it ends when the other end
 * sends no more. Confined to the thread of the simulation.
 */
final class SimulatedChannel extends AbstractChannel implements DuplexChannel {
    private static final ChannelMetadata METADATA = new ChannelMetadata(false);

    private final DefaultChannelConfig config = new DefaultChannelConfig(this);
    private final Simulation simulation;
    private final ArrayDeque<byte[]> arrived = new ArrayDeque<>(); // and not read
    private Simulation.@Nullable Line line;
    private @Nullable ChannelPromise connecting;
    private boolean open;
    private boolean closed;
    private boolean outputEnded;
    private boolean inputEnded;
    private boolean readWanted;
    private boolean reading;

    /** One that is to connect. */
    SimulatedChannel(Simulation simulation, SimulatedId id) {
        this(null, simulation, id);
    }

    /** One that was accepted. */
    SimulatedChannel(SimulatedServerChannel parent, Simulation simulation, Simulation.Line line, SimulatedId id) {
        this(parent, simulation, id);
        this.line = line;
        this.open = true;
    }

    private SimulatedChannel(@Nullable Channel parent, Simulation simulation, SimulatedId id) {
        super(parent, id);
        this.simulation = simulation;
        config.setAllocator(NettyLoops.ALLOCATOR);
        config.setWriteBufferWaterMark(SocketSettings.WATER_MARK);
    }

    /** What hears of the line. */
    Simulation.LineEnd end() {
        return new End();
    }

    @Override
    protected void doBeginRead() {
        readWanted = true;
        if (!reading && (!arrived.isEmpty() || inputEnded)) {
            eventLoop().execute(this::readArrived);
        }
    }

    private void readArrived() {
        if (reading) {
            return;
        }
        reading = true;
        try {
            while (readWanted && !closed && !arrived.isEmpty()) {
                readWanted = false;
                byte[] bytes = arrived.remove();
                line().taken(bytes.length);
                ByteBuf input = NettyLoops.ALLOCATOR.directBuffer(bytes.length).writeBytes(bytes);
                pipeline().fireChannelRead(input);
                pipeline().fireChannelReadComplete();
            }
        } finally {
            reading = false;
        }
        if (readWanted && inputEnded && arrived.isEmpty()) {
            unsafe().close(voidPromise());
        }
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer in) {
        for (Object message = in.current(); message != null; message = in.current()) {
            ByteBuf buffer = (ByteBuf) message;
            if (!buffer.isReadable()) {
                in.remove();
                continue;
            }
            byte[] bytes = new byte[Math.min(buffer.readableBytes(), line().room())];
            if (bytes.length == 0) {
                return; // goes on when there is room
            }
            buffer.getBytes(buffer.readerIndex(), bytes);
            line().send(bytes);
            in.removeBytes(bytes.length);
        }
    }

    private Simulation.Line line() {
        Simulation.Line present = line;
        if (present == null) {
            throw new IllegalStateException("not connected");
        }
        return present;
    }

    @Override
    protected void doShutdownOutput() {
        outputEnded = true;
        line().end();
    }

    @Override
    protected void doDisconnect() {
        doClose();
    }

    @Override
    protected void doClose() {
        closed = true;
        if (line != null) {
            line.close(!arrived.isEmpty());
        }
        arrived.clear();
        if (connecting != null) {
            connecting.tryFailure(new ClosedChannelException());
        }
    }

    @Override
    protected void doBind(SocketAddress local) {
        throw new UnsupportedOperationException("bind: a client takes the address that it gets");
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new LineUnsafe();
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return loop instanceof SimulatedLoop;
    }

    @Override
    protected @Nullable SocketAddress localAddress0() {
        return line == null ? null : line.local();
    }

    @Override
    protected @Nullable SocketAddress remoteAddress0() {
        return line == null ? null : line.remote();
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public boolean isActive() {
        return open && !closed;
    }

    @Override
    public boolean isInputShutdown() {
        return inputEnded || closed;
    }

    @Override
    public boolean isOutputShutdown() {
        return outputEnded || closed;
    }

    @Override
    public boolean isShutdown() {
        return isInputShutdown() && isOutputShutdown();
    }

    @Override
    public ChannelFuture shutdownOutput() {
        return shutdownOutput(newPromise());
    }

    @Override
    public ChannelFuture shutdownOutput(ChannelPromise promise) {
        ((AbstractUnsafe) unsafe()).shutdownOutput(promise);
        return promise;
    }

    @Override
    public ChannelFuture shutdownInput() {
        return shutdownInput(newPromise());
    }

    @Override
    public ChannelFuture shutdownInput(ChannelPromise promise) {
        return promise.setFailure(new UnsupportedOperationException("shutdownInput"));
    }

    @Override
    public ChannelFuture shutdown() {
        return shutdown(newPromise());
    }

    @Override
    public ChannelFuture shutdown(ChannelPromise promise) {
        return promise.setFailure(new UnsupportedOperationException("shutdown"));
    }

    private final class LineUnsafe extends AbstractUnsafe {
        @Override
        public void connect(SocketAddress remote, SocketAddress local, ChannelPromise promise) {
            if (!promise.setUncancellable() || !ensureOpen(promise)) {
                return;
            }
            connecting = promise;
            line = simulation.connect((InetSocketAddress) remote, end());
        }

        /** Goes on with what found no room. */
        void writeMore() {
            flush0();
        }
    }

    private final class End implements Simulation.LineEnd {
        @Override
        public void onOpened() {
            if (closed || connecting == null) {
                return;
            }
            open = true;
            connecting.trySuccess();
            pipeline().fireChannelActive();
        }

        @Override
        public void onRefused() {
            if (connecting != null) {
                connecting.tryFailure(new ConnectException("Connection refused"));
            }
            unsafe().close(voidPromise());
        }

        @Override
        public void onBytes(byte[] bytes) {
            arrived.add(bytes);
            readArrived();
        }

        @Override
        public void onEnd() {
            inputEnded = true;
            readArrived();
        }

        @Override
        public void onReset() {
            if (!closed) {
                arrived.clear();
                pipeline().fireExceptionCaught(new SocketException("Connection reset by peer"));
                unsafe().close(voidPromise());
            }
        }

        @Override
        public void onRoom() {
            if (!closed) {
                ((LineUnsafe) unsafe()).writeMore();
            }
        }
    }
}
