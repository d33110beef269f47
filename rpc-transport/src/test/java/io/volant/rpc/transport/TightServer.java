package io.volant.rpc.transport;

import io.volant.rpc.RpcServer;
import io.volant.rpc.contract.Events;
import java.io.IOException;

/** A server in a JVM of its own with little memory; serves until its input ends, and then says what it held and met. */
final class TightServer {
    private TightServer() {}

    public static void main(String[] args) throws IOException {
        try (RpcServer server = RpcServer.builder()
                .workersQueue(2_000)
                .service(Vault.class, new Vault.Plain())
                .start()) {
            System.out.println(server.port());
            int end = System.in.read();
            Events.until(
                    "nothing is held: " + server.stats().bytesInFlight(),
                    () -> server.stats().bytesInFlight().inbound() == 0
                            && server.stats().bytesInFlight().outbound() == 0);
            System.out.println("nothing held at end " + end);
        }
    }
}
