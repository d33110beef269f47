package io.volant.rpc.examples.calls;

import io.volant.rpc.CallOptions;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcServer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server with two workers and room for one more call, and a client of it. */
final class Stage implements AutoCloseable {
    static final int WORKERS = 2;
    static final int QUEUE = 1;

    private final Gate gate = new Gate();
    private final RpcServer server;
    private final RpcClient client;
    private final ExecutorService callers = Executors.newCachedThreadPool();

    Stage() {
        CallsHandler handler = new CallsHandler(gate);
        server = RpcServer.builder()
                .workers(WORKERS)
                .workersQueue(QUEUE)
                .service(CallsService.class, handler, on -> on.eventLoop("meet"))
                .start();
        client = RpcClient.connect(server.address());
        handler.callsOnto(service());
    }

    CallsService service() {
        return client.stub(CallsService.class);
    }

    CallsService with(CallOptions options) {
        return client.with(options).stub(CallsService.class);
    }

    Gate gate() {
        return gate;
    }

    String address() {
        return server.address();
    }

    /** Threads for calls that block. */
    ExecutorService callers() {
        return callers;
    }

    /** The failure that a call ends in. */
    static RpcException failureOf(Runnable call) {
        try {
            call.run();
        } catch (RpcException e) {
            return e;
        }
        throw new IllegalStateException("the call succeeded (expected: an RpcException)");
    }

    /** Ends the trial unless {@code seen} is true. */
    static void check(boolean seen, Object expected, Object found) {
        if (!seen) {
            throw new IllegalStateException("expected " + expected + ", found " + found);
        }
    }

    @Override
    public void close() {
        callers.shutdownNow();
        client.close();
        server.close();
    }
}
