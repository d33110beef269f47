package io.volant.rpc;

/** Marks the threads of a transport's event loops, on which nothing may block. */
public interface EventLoopThread {
    /** Whether the calling thread is an event loop. */
    static boolean isCurrent() {
        return Thread.currentThread() instanceof EventLoopThread;
    }
}
