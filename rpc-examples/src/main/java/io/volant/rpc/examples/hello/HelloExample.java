package io.volant.rpc.examples.hello;

import io.volant.rpc.Interceptor;
import io.volant.rpc.Layer;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcServer;
import io.volant.rpc.Status;
import io.volant.rpc.examples.console.Output;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Both halves in one go: one greeting, and the proof that ten workers are ten. */
public final class HelloExample {
    private static final String MISSION =
            "a server with ten workers on port 50051 offers SayHello(name) → message; a client prints Hello, World";
    private static final int WORKERS = HelloServer.WORKERS;

    private final ExampleService service;
    private final Turnstile turnstile;
    private final Semaphore sent;
    private final PrintWriter out;

    private HelloExample(ExampleService service, Turnstile turnstile, Semaphore sent, PrintWriter out) {
        this.service = service;
        this.turnstile = turnstile;
        this.sent = sent;
        this.out = out;
    }

    public static void main(String[] args) throws Exception {
        System.exit(run(HelloServer.PORT, Output.on(System.out)) ? 0 : 1);
    }

    /** Runs the example on a port, 0 for a free one; false when it does not show what it should. */
    public static boolean run(int port, PrintWriter out) throws Exception {
        return run(port, WORKERS, out);
    }

    static boolean run(int port, int workers, PrintWriter out) throws Exception {
        Turnstile turnstile = new Turnstile(new Greeter(), WORKERS);
        Semaphore sent = new Semaphore(0);
        Interceptor countSent = (method, next) -> request -> {
            var reply = next.invoke(request);
            sent.release(); // the request is in the connection's queue now
            return reply;
        };
        try (RpcServer server = RpcServer.builder()
                        .port(port)
                        .workers(workers)
                        .workersQueue(1)
                        .service(ExampleService.class, turnstile)
                        .start();
                RpcClient client = RpcClient.builder()
                        .address(server.address())
                        .interceptor(Layer.ATTEMPT, countSent)
                        .connect()) {
            out.println("mission: " + MISSION);
            out.printf("server on %s with %d workers, and room for one call to wait%n", server.address(), workers);
            return new HelloExample(client.stub(ExampleService.class), turnstile, sent, out).run();
        }
    }

    private boolean run() throws Exception {
        turnstile.letOut(1);
        String message = service.sayHello(new HelloRequest("World")).message();
        out.println("one call: " + message);
        turnstile.awaitEntries(1);
        sent.acquire();

        ExecutorService callers = Executors.newFixedThreadPool(WORKERS + 2);
        try {
            List<Future<HelloReply>> replies = new ArrayList<>();
            for (int i = 1; i <= WORKERS; i++) {
                replies.add(call(callers, i));
            }
            turnstile.awaitEntries(WORKERS);
            int concurrent = turnstile.inside();
            out.printf("ten calls, none let out: %d handlers at work%n", concurrent);

            Future<HelloReply> eleventh = call(callers, WORKERS + 1);
            replies.add(eleventh);
            boolean wasSent = sent.tryAcquire(WORKERS + 1, 10, TimeUnit.SECONDS);
            // refused only where the call before it waits: a worker that is merely slow to begin is found out too
            CompletableFuture<Boolean> twelfth = CompletableFuture.supplyAsync(this::isRefused, callers);
            CompletableFuture.anyOf(twelfth, turnstile.crowded()).get(10, TimeUnit.SECONDS);
            boolean queued = wasSent && twelfth.getNow(false) && turnstile.inside() == WORKERS && !eleventh.isDone();
            out.printf(
                    "the eleventh has arrived: %d handlers at work, it %s; a twelfth %s%n",
                    turnstile.inside(),
                    queued ? "waits" : "does not wait",
                    twelfth.getNow(false) ? "is refused" : "is taken");

            turnstile.letOut(1);
            turnstile.awaitEntries(1);
            out.println("one let out: the eleventh begins");
            turnstile.letOut(WORKERS + 1);
            boolean answered = answered(replies);
            boolean never11 = turnstile.mostInside() == WORKERS;
            boolean ok = message.equals("Hello, World") && concurrent == WORKERS && queued && answered && never11;
            out.printf(
                    "hello: %s \"%s\" workers=%d concurrent=%d eleventh=%s%n",
                    ok ? "OK" : "FAILED", message, WORKERS, turnstile.mostInside(), queued ? "queued" : "not queued");
            return ok;
        } finally {
            callers.shutdownNow();
        }
    }

    private Future<HelloReply> call(ExecutorService callers, int number) {
        return callers.submit(() -> service.sayHello(new HelloRequest("caller " + number)));
    }

    private boolean isRefused() {
        try {
            service.sayHello(new HelloRequest("caller " + (WORKERS + 2)));
            return false;
        } catch (RpcException e) {
            return e.status() == Status.OVERLOADED;
        }
    }

    private static boolean answered(List<Future<HelloReply>> replies) throws Exception {
        boolean all = true;
        for (int i = 0; i < replies.size(); i++) {
            all &= replies.get(i).get(10, TimeUnit.SECONDS).message().equals("Hello, caller " + (i + 1));
        }
        return all;
    }
}
