package io.volant.rpc.benchmarks.reference;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.volant.rpc.examples.user.UserService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * R1: what one writes first. The calling thread writes and flushes its own call and parks; the event loop hands it the reply and
 * unparks it. The server flushes every answer.
 */
public final class RawSync extends RawUsers {
    private static final int LONGEST = 1 << 26;

    private final ConcurrentHashMap<Integer, Waiter> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final Netty netty;

    private RawSync(int port) {
        this.netty = Netty.connect(port, decoder(), new ReplyHandler(waiting));
    }

    public static RawSync connect(int port) {
        return new RawSync(port);
    }

    /** Serves on a free port. */
    public static ReferenceServer serve(UserService users) {
        return new ReferenceServer(Netty.listen(() -> new ChannelHandler[] {decoder(), new CallHandler(users)}));
    }

    @Override
    ByteBuf buffer(int bytes) {
        return netty.channel().alloc().directBuffer(Math.max(bytes, 256));
    }

    @Override
    <T> T call(ByteBuf frame, Function<ByteBuf, T> reader) {
        Integer id = ids.incrementAndGet();
        frame.setInt(0, frame.readableBytes() - Integer.BYTES).setInt(ID_OFFSET, id);
        Waiter waiter = new Waiter(Thread.currentThread());
        waiting.put(id, waiter);
        netty.channel().writeAndFlush(frame, netty.channel().voidPromise());
        ByteBuf reply = await(id, waiter);
        try {
            return reader.apply(reply);
        } finally {
            reply.release();
        }
    }

    @Override
    public void close() {
        netty.close();
    }

    private ByteBuf await(Integer id, Waiter waiter) {
        long deadline = System.nanoTime() + TIMEOUT_NANOS;
        ByteBuf reply;
        while ((reply = waiter.reply) == null) {
            if (System.nanoTime() - deadline > 0) {
                waiting.remove(id);
                throw new IllegalStateException("R1: no reply to call " + id + " in 30 s");
            }
            LockSupport.parkNanos(waiter, TIMEOUT_NANOS);
        }
        return reply;
    }

    private static LengthFieldBasedFrameDecoder decoder() {
        return new LengthFieldBasedFrameDecoder(LONGEST, 0, Integer.BYTES, 0, Integer.BYTES);
    }

    private static final class Waiter {
        final Thread thread;
        volatile @Nullable ByteBuf reply;

        Waiter(Thread thread) {
            this.thread = thread;
        }
    }

    private static final class ReplyHandler extends SimpleChannelInboundHandler<ByteBuf> {
        private final ConcurrentHashMap<Integer, Waiter> waiting;

        ReplyHandler(ConcurrentHashMap<Integer, Waiter> waiting) {
            this.waiting = waiting;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf frame) {
            frame.skipBytes(1);
            Waiter waiter = waiting.remove(frame.readInt());
            if (waiter != null) {
                waiter.reply = frame.retain();
                LockSupport.unpark(waiter.thread);
            }
        }
    }

    private static final class CallHandler extends SimpleChannelInboundHandler<ByteBuf> {
        private final UserService users;

        CallHandler(UserService users) {
            this.users = users;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf frame) {
            int method = frame.readByte();
            ByteBuf reply =
                    ctx.alloc().directBuffer().writeInt(0).writeByte(method).writeInt(frame.readInt());
            HandCodec.answer(method, frame, reply, users);
            reply.setInt(0, reply.readableBytes() - Integer.BYTES);
            ctx.writeAndFlush(reply, ctx.voidPromise());
        }
    }
}
