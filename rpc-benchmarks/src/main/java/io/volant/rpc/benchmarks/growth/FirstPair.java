package io.volant.rpc.benchmarks.growth;

import io.volant.rpc.benchmarks.system.ChildJvm;
import io.volant.rpc.benchmarks.system.JvmArgs;
import io.volant.rpc.benchmarks.system.RpcSystem;
import io.volant.rpc.benchmarks.system.ServerJvm;
import io.volant.rpc.benchmarks.system.ServerSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * A client's JVM that has made its first call and is warm, and a server's that no other client calls: where several share a server,
 * all but the first to call after a silence meet one that has just been woken.
 *
 * @param warmNanos of a call, in the median
 * @param quietSince by {@link System#nanoTime()}
 */
record FirstPair(ServerJvm server, ChildJvm client, long firstNanos, long warmNanos, long quietSince)
        implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    static FirstPair start(RpcSystem system, int warmup) throws IOException {
        ServerJvm server = ServerJvm.start(ServerSpec.users(system));
        try {
            client(system, server.port()).close(); // the server's own first call is not a client's
            ChildJvm client = client(system, server.port());
            try {
                long first = Long.parseLong(client.expect("first", PATIENCE));
                long warm = ask(client, String.valueOf(warmup), "warm");
                return new FirstPair(server, client, first, warm, System.nanoTime());
            } catch (RuntimeException | Error e) {
                client.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    private static ChildJvm client(RpcSystem system, int port) {
        List<String> arguments = List.of(system.label(), String.valueOf(port));
        return ChildJvm.start("a client", List.of(), JvmArgs.defaults(), FirstClient.class, arguments);
    }

    /** Round trips until a client has its first answer. */
    static int trips(RpcSystem system) throws IOException {
        try (ServerJvm server = ServerJvm.start(ServerSpec.users(system));
                TurnRelay relay = TurnRelay.to(server.port());
                ChildJvm client = client(system, relay.port())) {
            client.expect("first", PATIENCE);
            return relay.turns();
        }
    }

    /** Nanoseconds of a call when nothing was said for so long, which this waits for. */
    long callAfter(Duration silence) throws InterruptedException {
        Duration left = silence.minusNanos(System.nanoTime() - quietSince);
        if (!left.isNegative() && client.endsWithin(left)) {
            throw new IllegalStateException("a client has ended in the silence");
        }
        return ask(client, "again", "call");
    }

    private static long ask(ChildJvm client, String order, String answer) {
        client.send(order);
        return Long.parseLong(client.expect(answer, PATIENCE));
    }

    @Override
    public void close() {
        try (server;
                client) {
            // the client first
        }
    }
}
