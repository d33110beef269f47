package io.volant.rpc.transport;

import io.netty.util.concurrent.FastThreadLocalThread;
import io.volant.rpc.EventLoopThread;

/** The thread of one event loop. */
final class IoThread extends FastThreadLocalThread implements EventLoopThread {
    IoThread(Runnable task, String name) {
        super(task, name);
        setDaemon(true);
        setContextClassLoader(IoThread.class.getClassLoader()); // not that of whoever came first
    }
}
