package io.volant.rpc.transport;

import io.volant.rpc.RpcServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A server for a JVM of its own. Prints its address, and for every line of its input how many calls it executed, late, and not at all. */
final class TimelyServer {
    private TimelyServer() {}

    public static void main(String[] arguments) throws IOException {
        Timely.Worker worker = new Timely.Worker();
        RpcServer server = RpcServer.builder()
                .workers(2)
                .workersQueue(10_000)
                .service(Timely.class, worker)
                .start();
        System.out.println(server.address());
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (input.readLine() != null) {
            System.out.println(worker.executed + " " + worker.late + " " + Timely.expired(server.stats()));
        }
        server.shutdownNow();
    }
}
