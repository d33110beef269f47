package io.volant.rpc.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.AbstractScheduledEventExecutor;
import io.netty.util.concurrent.BlockingOperationException;
import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.util.concurrent.TimeUnit;

/** What the event loops have in common that are not Netty's: how channels come to them, and how one learns that they have ended. */
abstract class OwnLoop extends AbstractScheduledEventExecutor implements EventLoop {
    /** Done when this loop has ended, which anybody but the loop itself may wait for. */
    final Promise<Object> ended = new DefaultPromise<>(ImmediateEventExecutor.INSTANCE) {
        @Override
        protected void checkDeadLock() {
            if (inEventLoop()) {
                throw new BlockingOperationException("the event loop waits for its own end");
            }
        }
    };

    @Override
    public abstract EventLoopGroup parent();

    @Override
    public abstract EventLoop next();

    @Override
    public final ChannelFuture register(Channel channel) {
        return register(new DefaultChannelPromise(channel, this));
    }

    @Override
    public final ChannelFuture register(ChannelPromise promise) {
        promise.channel().unsafe().register(this, promise);
        return promise;
    }

    @Override
    @Deprecated
    public final ChannelFuture register(Channel channel, ChannelPromise promise) {
        channel.unsafe().register(this, promise);
        return promise;
    }

    @Override
    @Deprecated
    public final void shutdown() {
        throw new UnsupportedOperationException("shutdown (expected: shutdownGracefully)");
    }

    @Override
    public final Future<?> terminationFuture() {
        return ended;
    }

    @Override
    public final boolean isShutdown() {
        return ended.isDone();
    }

    @Override
    public final boolean isTerminated() {
        return ended.isDone();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return ended.await(timeout, unit);
    }
}
