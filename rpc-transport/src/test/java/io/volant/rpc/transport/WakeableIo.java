package io.volant.rpc.transport;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The I/O of a driven loop without channels: a turn that may sleep does so until somebody wakes it. */
abstract class WakeableIo implements IoHandler {
    private static final int LONGEST_SLEEP_SECONDS = 10;

    private final Semaphore woken = new Semaphore(0);

    /** The thread that such a loop starts for itself. */
    static final class OwnThread extends Thread {
        OwnThread(Runnable task) {
            super(task, "own");
            setDaemon(true);
        }
    }

    /** Whether the current thread makes a turn in place of the loop's own one. */
    static boolean isCaller() {
        return !(Thread.currentThread() instanceof OwnThread);
    }

    /** A turn begins. */
    abstract void onTurn(IoHandlerContext context, boolean sleeps);

    @Override
    public final int run(IoHandlerContext context) {
        boolean sleeps = context.canBlock();
        onTurn(context, sleeps);
        if (sleeps) {
            sleep();
        }
        woken.drainPermits();
        return 0;
    }

    private void sleep() {
        try {
            woken.tryAcquire(LONGEST_SLEEP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the time of the test is over
        }
    }

    @Override
    public final void wakeup() {
        woken.release();
    }

    @Override
    public final IoRegistration register(IoHandle handle) {
        throw new UnsupportedOperationException("no channels");
    }

    @Override
    public final boolean isCompatible(Class<? extends IoHandle> handleType) {
        return false;
    }
}
