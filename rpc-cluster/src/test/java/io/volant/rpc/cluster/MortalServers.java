package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcServerBuilder;
import io.volant.rpc.testing.SimulatedNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Three servers of a simulation, which end by its seed, in order or not, and are started anew where they were. */
final class MortalServers {
    private static final int SERVERS = 3;

    private final SimulatedNetwork network;
    private final UnaryOperator<RpcServerBuilder> services;
    private final List<RpcServer> all = new ArrayList<>(); // also those that have ended
    private final List<RpcServer> running = new ArrayList<>();

    MortalServers(SimulatedNetwork network, UnaryOperator<RpcServerBuilder> services) {
        this.network = network;
        this.services = services;
        for (int i = 0; i < SERVERS; i++) {
            running.add(start(0));
        }
    }

    private RpcServer start(int port) {
        RpcServer server = services.apply(network.server().port(port)).start();
        all.add(server);
        return server;
    }

    String[] addresses() {
        return running.stream().map(RpcServer::address).toArray(String[]::new);
    }

    /** Ends each of them, or not, at some time within that; half a second later there is another one at its port. */
    void dieAndComeBack(Duration within) {
        for (int i = 0; i < SERVERS; i++) {
            if (network.random().nextInt(3) == 0) {
                int server = i;
                boolean inOrder = network.random().nextBoolean();
                long millis = network.random().nextLong(within.toMillis());
                network.after(Duration.ofMillis(millis), () -> end(server, inOrder));
                network.after(Duration.ofMillis(millis + 500), () -> running.set(server, start(port(server))));
            }
        }
    }

    private int port(int server) {
        return running.get(server).port();
    }

    private void end(int server, boolean inOrder) {
        network.note("server " + server + (inOrder ? " shuts down" : " is shut down now"));
        if (inOrder) {
            running.get(server).shutdown();
        } else {
            running.get(server).shutdownNow();
        }
    }

    /** Nothing runs on them, nor is anything held for a call. */
    void expectIdle() {
        for (RpcServer server : all) {
            assertThat(server.stats().methods())
                    .allMatch(method -> method.inFlight() == 0, "no call of " + server.address() + " in flight");
        }
        assertThat(running.get(0).stats().bytesInFlight().outbound())
                .as("held outbound")
                .isZero();
        assertThat(running.get(0).stats().bytesInFlight().inbound())
                .as("held inbound")
                .isZero();
    }
}
