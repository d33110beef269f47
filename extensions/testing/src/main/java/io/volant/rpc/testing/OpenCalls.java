package io.volant.rpc.testing;

import io.volant.rpc.Interceptor;
import io.volant.rpc.Invoker;
import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.ResponseFuture;
import io.volant.rpc.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The calls that have begun and not ended. Thread-safe. */
final class OpenCalls implements Interceptor {
    private final Ticker ticker = Ticker.system();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Map<String, Integer> open = new TreeMap<>(); // how many by method; guarded by lock

    @Override
    public Invoker around(MethodDescriptor method, Invoker next) {
        String name = method.toString();
        return request -> invoke(name, next, request);
    }

    private CompletableFuture<Response> invoke(String method, Invoker next, Request request) {
        count(method, 1);
        CompletableFuture<Response> response = next.invokeSafely(request);
        ResponseFuture.listen(response, (value, error) -> count(method, -1));
        return response;
    }

    private void count(String method, int more) {
        lock.lock();
        try {
            if (open.merge(method, more, Integer::sum) == 0) {
                open.remove(method);
                ended.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until none is open, at most so long; then tells which are, with their numbers. */
    Map<String, Integer> await(Duration atMost) throws InterruptedException {
        long end = ticker.nanoTime() + atMost.toNanos();
        lock.lockInterruptibly();
        try {
            long left = TimeUnit.NANOSECONDS.convert(atMost);
            while (!open.isEmpty() && left > 0) {
                ended.awaitNanos(left);
                left = end - ticker.nanoTime();
            }
            return Map.copyOf(open);
        } finally {
            lock.unlock();
        }
    }
}
