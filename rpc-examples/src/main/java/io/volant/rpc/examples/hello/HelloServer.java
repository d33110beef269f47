package io.volant.rpc.examples.hello;

import io.volant.rpc.RpcServer;
import io.volant.rpc.examples.console.Output;
import java.io.PrintWriter;

/** The server half: ten workers on port 50051, until it is stopped. */
public final class HelloServer {
    static final int PORT = 50_051;
    static final int WORKERS = 10;

    private HelloServer() {}

    public static void main(String[] args) throws InterruptedException {
        serve(PORT, Output.on(System.out));
    }

    /** Serves until the thread is interrupted or the JVM ends. */
    public static void serve(int port, PrintWriter out) throws InterruptedException {
        try (RpcServer server = RpcServer.builder()
                .port(port)
                .workers(WORKERS)
                .service(ExampleService.class, new Greeter())
                .start()) {
            out.printf(
                    "serving on %s (%d workers, pid %d)%n",
                    server.address(), WORKERS, ProcessHandle.current().pid());
            server.awaitTermination();
        }
    }
}
