package io.volant.rpc;

/** Marks the threads of event loops, those of transports and the timer, on which nothing may block. */
public interface EventLoopThread {
    /** Whether the calling thread is an event loop, or drives one at the moment. */
    static boolean isCurrent() {
        return Thread.currentThread() instanceof EventLoopThread || BlockingCaller.isDriving();
    }
}
