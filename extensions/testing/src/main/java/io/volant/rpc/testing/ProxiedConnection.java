package io.volant.rpc.testing;

import java.net.Socket;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A connection of a client, and the one to the server that goes with it. Four threads serve it. Thread-safe. */
final class ProxiedConnection {
    private final Socket client;
    private final Socket server;
    private final Pipe toServer;
    private final Pipe toClient;
    private final AtomicInteger running = new AtomicInteger(2);
    private final Consumer<ProxiedConnection> onEnd;

    /** @param onEnd told once, when both directions have ended by themselves */
    ProxiedConnection(
            Socket client,
            Socket server,
            Map<Direction, LinkFaults> faults,
            SplittableRandom random,
            EvidenceCount count,
            Consumer<ProxiedConnection> onEnd) {
        this.client = client;
        this.server = server;
        this.onEnd = onEnd;
        this.toServer = new Pipe(
                Direction.TO_SERVER,
                client,
                server,
                faults.getOrDefault(Direction.TO_SERVER, LinkFaults.none()),
                random.split(),
                count);
        this.toClient = new Pipe(
                Direction.TO_CLIENT,
                server,
                client,
                faults.getOrDefault(Direction.TO_CLIENT, LinkFaults.none()),
                random.split(),
                count);
    }

    /** @param threads starts a thread with that name */
    void begin(BiConsumer<String, Runnable> threads) {
        threads.accept("reads " + Direction.TO_SERVER, toServer::read);
        threads.accept("reads " + Direction.TO_CLIENT, toClient::read);
        threads.accept(Direction.TO_SERVER.name(), () -> deliver(toServer, toClient));
        threads.accept(Direction.TO_CLIENT.name(), () -> deliver(toClient, toServer));
    }

    private void deliver(Pipe pipe, Pipe opposite) {
        pipe.deliver(opposite);
        if (running.decrementAndGet() == 0) {
            close();
            onEnd.accept(this);
        }
    }

    void set(Direction direction, LinkFaults faults) {
        switch (direction) {
            case TO_SERVER -> toServer.set(faults);
            case TO_CLIENT -> toClient.set(faults);
        }
    }

    /** Both sides hear that the other one is gone. */
    void reset() {
        Pipe.reset(client); // the sockets first: a pipe that ends closes them in order
        Pipe.reset(server);
        toServer.close();
        toClient.close();
    }

    void close() {
        toServer.close();
        toClient.close();
        Pipe.close(client);
        Pipe.close(server);
    }
}
