package io.volant.rpc.benchmarks.chaos;

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

/** Registry, three servers and a client for one trial of a fault, and what its script may do to them. Confined to one thread. */
final class Stage implements AutoCloseable {
    private static final int SERVERS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path directory;
    private final StagedRegistry registry = new StagedRegistry();
    private final List<StagedServer> servers = new ArrayList<>();
    private final Map<String, Object> evidence = new LinkedHashMap<>();
    private final ChildJvm client;
    private final Path record;
    private final int seconds;
    private final long seed;
    private final boolean hasList;
    private long startNanos;
    private long markNanos;

    private Stage(Fault fault, Settings protection, int seconds, long seed) throws IOException, InterruptedException {
        this.seconds = seconds;
        this.seed = seed;
        this.hasList = protection.on("list");
        this.directory = Files.createTempDirectory("volant-chaos-");
        this.record = directory.resolve("client");
        Settings settings = protection.with("registry", registry.addressForServers());
        for (int number = 0; number < SERVERS; number++) {
            servers.add(new StagedServer(number, settings, directory, fault.lines(), seed + number));
        }
        servers.forEach(StagedServer::awaitServing);
        this.client = Jvms.start(
                "the client",
                LedgerClient.class,
                settings.with("registry", registry.address())
                        .with("record", record)
                        .with("rate", fault.callsPerSecond())
                        .with("seconds", seconds));
        client.expect("ready", PATIENCE);
    }

    /** Sets the stage; all serve, and the client is ready to call. */
    static Stage set(Fault fault, Settings protection, int seconds, long seed)
            throws IOException, InterruptedException {
        return new Stage(fault, protection, seconds, seed);
    }

    /** Lets the client call while the script is played, and tells what came of it. */
    Figures play(Script script) throws IOException, InterruptedException {
        client.send("go");
        startNanos = System.nanoTime();
        markNanos = startNanos;
        script.play(this);
        String[] done = client.expect("done", PATIENCE).split(" ", 4);
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
            TimeUnit.NANOSECONDS.sleep(left);
        }
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
        return client;
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
        client.close();
        servers.forEach(StagedServer::close);
        registry.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
