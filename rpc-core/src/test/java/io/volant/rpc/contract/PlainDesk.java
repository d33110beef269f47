package io.volant.rpc.contract;

import static io.volant.rpc.contract.Events.await;

import io.volant.rpc.RpcServer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Holds its callers until released, and tells what happened meanwhile. */
final class PlainDesk implements Desk {
    final CountDownLatch release = new CountDownLatch(1);
    final AtomicInteger held = new AtomicInteger();
    final AtomicInteger ended = new AtomicInteger();
    final AtomicInteger executed = new AtomicInteger();
    final AtomicBoolean interrupted = new AtomicBoolean();
    final AtomicReference<RpcServer> server = new AtomicReference<>();
    final CountDownLatch noted = new CountDownLatch(1);

    @Override
    public CompletableFuture<String> hold() {
        held.incrementAndGet();
        try {
            release.await();
        } catch (InterruptedException e) {
            interrupted.set(true);
        }
        ended.incrementAndGet();
        return CompletableFuture.completedFuture("held");
    }

    @Override
    public int next() {
        return executed.incrementAndGet();
    }

    @Override
    public void closeServer() {
        server.get().close();
    }

    @Override
    public void note() {
        await(release);
        noted.countDown();
    }
}
