package io.volant.rpc.benchmarks.chaos;

import io.volant.rpc.benchmarks.system.ChildJvm;
import io.volant.rpc.testing.FaultProxy;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** One of the servers of a trial, at one port through all its lives, behind a line that may be bad. Confined to one thread but for {@link #line}. */
final class StagedServer implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(1);

    private static final int LEAST_PORT = 12_000;
    private static final int MOST_PORT = 32_000;

    private final int number;
    private final int port;
    private final Path record;
    private final Optional<FaultProxy> line;
    private final Settings settings;
    private final List<String> launcher;
    private ChildJvm jvm;

    /**
     * @param line whether a proxy stands before it, which repeats its dice for {@code seed}
     */
    StagedServer(int number, Settings settings, Path directory, Surroundings surroundings, boolean line, long seed)
            throws IOException {
        this.number = number;
        this.port = freePort();
        this.record = directory.resolve("server-" + number);
        this.line = line ? Optional.of(FaultProxy.to(port, seed)) : Optional.empty();
        this.launcher = surroundings.launcher(number);
        this.settings = settings.with("number", number)
                .with("host", surroundings.host(number))
                .with("port", port)
                .with("announced", this.line.map(FaultProxy::port).orElse(port))
                .with("record", record);
        this.jvm = launch();
    }

    /** One that nobody listens at, below those that the kernel gives to whoever asks for any. */
    static int freePort() throws IOException {
        IOException last = new IOException("no port was tried");
        for (int tries = 0; tries < 100; tries++) {
            int port = ThreadLocalRandom.current().nextInt(LEAST_PORT, MOST_PORT);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                last = e;
            }
        }
        throw last;
    }

    private ChildJvm launch() {
        return Jvms.start("server " + number, launcher, LedgerServer.class, settings);
    }

    /** Returns when it serves and the registry knows it. */
    void awaitServing() {
        jvm.expect("serving on", START);
    }

    int number() {
        return number;
    }

    long pid() {
        return jvm.pid();
    }

    ProcessHandle handle() {
        return jvm.handle();
    }

    int port() {
        return port;
    }

    FaultProxy line() {
        return line.orElseThrow(() -> new IllegalStateException("server " + number + " has no line of its own"));
    }

    void order(String order) {
        jvm.send(order);
    }

    /** How far its wall clock is ahead. */
    long aheadSeconds() {
        jvm.send("clock");
        return Long.parseLong(jvm.expect("ahead", START));
    }

    void kill() throws InterruptedException {
        jvm.kill();
    }

    void signal(String name) throws InterruptedException {
        Jvms.signal(jvm, name);
    }

    /** Asks it to end, and waits for that. */
    void end() throws InterruptedException {
        signal("TERM");
        if (!jvm.endsWithin(START)) {
            throw new IllegalStateException("server " + number + " did not end on SIGTERM");
        }
    }

    /** Starts it anew where it was; returns when it serves. */
    void startAgain() {
        jvm.close();
        jvm = launch();
        awaitServing();
    }

    Executions executions() throws IOException {
        return Executions.in(record);
    }

    @Override
    public void close() {
        try {
            jvm.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        jvm.close();
        line.ifPresent(FaultProxy::close);
    }
}
