package io.volant.rpc.benchmarks.chaos;

import static java.util.Objects.requireNonNull;

import io.volant.rpc.benchmarks.system.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Registry, three servers and a client for one trial of a fault, and what its script may do to them. Confined to one thread. */
final class Stage implements AutoCloseable {
    private static final int SERVERS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path directory;
    private final StagedRegistry registry = new StagedRegistry();
    private final List<StagedServer> servers = new ArrayList<>();
    private final Map<String, Object> evidence = new LinkedHashMap<>();
    private @Nullable ChildJvm client; // null until it is started
    private final Path record;
    private final int seconds;
    private final long seed;
    private final boolean hasList;
    private long startNanos;
    private long markNanos;

    private Stage(int seconds, long seed, boolean hasList) throws IOException {
        this.seconds = seconds;
        this.seed = seed;
        this.hasList = hasList;
        this.directory = Files.createTempDirectory("volant-chaos-");
        this.record = directory.resolve("client");
    }

    private void start(Fault fault, Settings protection) throws IOException {
        Settings settings = protection.with("registry", registry.addressForServers());
        for (int number = 0; number < SERVERS; number++) {
            servers.add(new StagedServer(number, settings, directory, fault.lines(), seed + number));
        }
        servers.forEach(StagedServer::awaitServing);
        ChildJvm calling = Jvms.start(
                "the client",
                LedgerClient.class,
                settings.with("registry", registry.address())
                        .with("record", record)
                        .with("rate", fault.callsPerSecond())
                        .with("seconds", seconds));
        client = calling;
        calling.expect("ready", PATIENCE);
    }

    /** Sets the stage; all serve, and the client is ready to call. */
    static Stage set(Fault fault, Settings protection, int seconds, long seed) throws IOException {
        Stage stage = new Stage(seconds, seed, protection.on("list"));
        try {
            stage.start(fault, protection);
            return stage;
        } catch (Throwable e) { // what has started already ends
            stage.close();
            throw e;
        }
    }

    /** Lets the client call while the script is played, and tells what came of it. */
    Figures play(Script script) throws IOException, InterruptedException {
        client().send("go");
        startNanos = System.nanoTime();
        markNanos = startNanos;
        script.play(this);
        String[] done = client().expect("done", PATIENCE).split(" ", 4);
        List<Executions> executed = new ArrayList<>();
        for (StagedServer server : servers) {
            executed.add(server.executions());
        }
        long stallNanos = TimeUnit.MICROSECONDS.toNanos(Long.parseLong(done[1]));
        evidence.put("clientStallMillis", TimeUnit.NANOSECONDS.toMillis(stallNanos));
        if (!done[3].isEmpty()) {
            evidence.put("firstError", done[3]);
        }
        return Audit.of(
                CallRecord.in(record),
                executed,
                Integer.parseInt(done[2]),
                Long.parseLong(done[0]),
                stallNanos,
                markNanos,
                victim().number());
    }

    /** Waits until a part of the trial is over. */
    void awaitPart(double part) throws InterruptedException {
        long left = startNanos + (long) (TimeUnit.SECONDS.toNanos(seconds) * part) - System.nanoTime();
        if (left > 0) {
            hold(Duration.ofNanos(left));
        }
    }

    /** Lets what is done to them last so long; less where the client ends, of which {@link #play} tells. */
    void hold(Duration time) throws InterruptedException {
        client().endsWithin(time);
    }

    /** Whether all calls have been made. */
    boolean isOver() {
        return System.nanoTime() - startNanos > TimeUnit.SECONDS.toNanos(seconds);
    }

    /** From now on the time until recovery counts. */
    void mark() {
        markNanos = System.nanoTime();
    }

    /** The server that the seed chose. */
    StagedServer victim() {
        return servers.get(Math.floorMod(seed, SERVERS));
    }

    List<StagedServer> servers() {
        return List.copyOf(servers);
    }

    StagedRegistry registry() {
        return registry;
    }

    /** Whether the client has called the servers before, and so knows them. */
    boolean hasList() {
        return hasList;
    }

    /** Servers cannot enter themselves in the registry any more. */
    void cutServersFromRegistry() {
        registry.cutFromServers();
    }

    ChildJvm client() {
        return requireNonNull(client, "the stage is not set");
    }

    /** How often the fault met something; a fault of which any such figure is zero has tested nothing. */
    void evidence(String what, Object howMuch) {
        evidence.put(what, howMuch);
    }

    Map<String, Object> evidence() {
        return new LinkedHashMap<>(evidence);
    }

    @Override
    public void close() throws IOException {
        if (client != null) {
            client.close();
        }
        servers.forEach(StagedServer::close);
        registry.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
