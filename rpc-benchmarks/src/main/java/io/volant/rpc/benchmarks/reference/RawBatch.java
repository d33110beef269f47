package io.volant.rpc.benchmarks.reference;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.volant.rpc.examples.user.UserService;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * R2: what one writes second. Callers push their encoded calls on a stack that many may push to; the one who finds it empty
 * wakes the event loop, which takes all of it, puts the calls into one buffer, or more where they are large, and flushes once. The
 * server answers all frames of a read in the same way.
 */
public final class RawBatch extends RawUsers {
    private final AtomicReference<@Nullable Call<?>> pushed = new AtomicReference<>();
    private final Replies replies = new Replies();
    private final Netty netty;
    private final ChannelHandlerContext ctx;
    private final Runnable drain = this::drain;

    private RawBatch(int port) {
        this.netty = Netty.connect(port, replies);
        this.ctx = netty.channel().pipeline().context(replies);
    }

    public static RawBatch connect(int port) {
        return new RawBatch(port);
    }

    /** Serves on a free port. */
    public static ReferenceServer serve(UserService users) {
        return new ReferenceServer(Netty.listen(() -> new ChannelHandler[] {new RawBatchAnswers(users)}));
    }

    @Override
    ByteBuf buffer(int bytes) {
        return bytes < BatchHandler.BATCH_BYTES
                ? Unpooled.buffer(bytes)
                : ctx.alloc().directBuffer(bytes);
    }

    @Override
    <T> T call(ByteBuf frame, Function<ByteBuf, T> reader) {
        Call<T> call = new Call<>(frame, reader, Thread.currentThread());
        push(call);
        return call.await();
    }

    @Override
    <T> CompletableFuture<T> start(ByteBuf frame, Function<ByteBuf, T> reader) {
        Call<T> call = new Call<>(frame, reader, null);
        push(call);
        return call;
    }

    @Override
    public void close() {
        netty.close();
    }

    private void push(Call<?> call) {
        Call<?> top;
        do {
            top = pushed.get();
            call.next = top;
        } while (!pushed.compareAndSet(top, call));
        if (top == null) {
            ctx.executor().execute(drain);
        }
    }

    /** On the event loop: everything pushed so far, and one flush. */
    private void drain() {
        Call<?> oldest = null;
        for (Call<?> call = pushed.getAndSet(null); call != null; ) {
            Call<?> next = call.next;
            call.next = oldest;
            oldest = call;
            call = next;
        }
        for (Call<?> call = oldest; call != null; ) {
            replies.enter(call);
            replies.put(ctx, call.frame);
            Call<?> next = call.next;
            call.next = null; // a call that lives on must not keep its successors
            call = next;
        }
        replies.flush(ctx);
    }

    /** Link of the stack, entry among those in flight, and future in one object. */
    private static final class Call<T> extends CompletableFuture<T> {
        final ByteBuf frame;
        final Function<ByteBuf, T> reader;
        final @Nullable Thread caller; // reads the reply itself; absent for an asynchronous call

        @Nullable
        Call<?> next; // belongs to whoever has the stack

        volatile @Nullable ByteBuf reply;

        Call(ByteBuf frame, Function<ByteBuf, T> reader, @Nullable Thread caller) {
            this.frame = frame;
            this.reader = reader;
            this.caller = caller;
        }

        /** On the event loop, with the body of the reply between the reader index and {@code end}. */
        void onReply(ByteBuf in, int end) {
            if (caller == null) {
                complete(reader.apply(in));
            } else {
                reply = in.retainedSlice(in.readerIndex(), end - in.readerIndex());
                LockSupport.unpark(caller);
            }
        }

        T await() {
            long deadline = System.nanoTime() + TIMEOUT_NANOS;
            ByteBuf body;
            while ((body = reply) == null) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException("R2: no reply in 30 s");
                }
                LockSupport.parkNanos(this, TIMEOUT_NANOS);
            }
            try {
                return reader.apply(body);
            } finally {
                body.release();
            }
        }
    }

    /** Calls in flight in an array that the event loop owns, the call id being the index. */
    private static final class Replies extends BatchHandler {
        private @Nullable Call<?>[] inFlight = new Call<?>[1_024];
        private int[] free = new int[1_024]; // a stack of indices
        private int freeCount;
        private int used;

        void enter(Call<?> call) {
            int id = freeCount > 0 ? free[--freeCount] : grow();
            inFlight[id] = call;
            call.frame.setInt(0, call.frame.readableBytes() - Integer.BYTES).setInt(ID_OFFSET, id);
        }

        @Override
        void onFrame(ChannelHandlerContext ctx, ByteBuf in, int end) {
            in.skipBytes(1);
            int id = in.readInt();
            Call<?> call = inFlight[id];
            if (call == null) {
                throw new IllegalStateException("R2: reply to call " + id + ", which is not in flight");
            }
            inFlight[id] = null;
            free[freeCount++] = id;
            call.onReply(in, end);
        }

        private int grow() {
            if (used == inFlight.length) {
                inFlight = Arrays.copyOf(inFlight, 2 * used);
                free = Arrays.copyOf(free, 2 * used);
            }
            return used++;
        }
    }
}
