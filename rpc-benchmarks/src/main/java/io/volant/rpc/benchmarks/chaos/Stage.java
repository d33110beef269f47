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
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Registry, three servers and a client for one trial of a fault, and what its script may do to them. Confined to one thread. */
final class Stage implements AutoCloseable {
    /** That a trial begins with; a script may add others. */
    static final int SERVERS = 3;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path directory;
    private final Need need;
    private final Surroundings surroundings;
    private final StagedRegistry registry = new StagedRegistry();
    private @Nullable RegistryJvm registryJvm; // where this JVM is not in the surroundings of the others
    private final List<StagedServer> servers = new ArrayList<>();
    private final Map<String, Object> evidence = new LinkedHashMap<>();
    private @Nullable ChildJvm client; // null until it is started
    private final Path record;
    private final Pace pace;
    private final long seed;
    private final Settings settings;
    private long startNanos;
    private long markNanos;
    private long newcomersNanos;
    private Disturbance disturbance = new Disturbance(0, 0);

    private Stage(Need need, Settings protection, Pace pace, long seed) throws IOException {
        this.need = need;
        this.pace = pace;
        this.seed = seed;
        this.directory = Files.createTempDirectory("volant-chaos-");
        this.record = directory.resolve("client");
        this.surroundings = need.prepare(directory, victimNumber());
        this.settings = Settings.parse("workers=" + LedgerServer.WORKERS).with(protection);
    }

    private void start(boolean lines) throws IOException {
        if (need != Need.NOTHING) {
            registryJvm = RegistryJvm.start(surroundings);
        }
        for (int number = 0; number < SERVERS; number++) {
            servers.add(server(number, lines));
        }
        servers.forEach(StagedServer::awaitServing);
        ChildJvm calling = Jvms.start(
                "the client",
                surroundings.launcher(Surroundings.NO_SERVER),
                LedgerClient.class,
                settings.with("registry", registryJvm == null ? registry.address() : registryJvm.address())
                        .with("host", surroundings.host(Surroundings.NO_SERVER))
                        .with("record", record)
                        .with("pace", pace.text()));
        client = calling;
        calling.expect("ready", PATIENCE);
    }

    private StagedServer server(int number, boolean line) throws IOException {
        String found = registryJvm == null ? registry.addressForServers() : registryJvm.address();
        return new StagedServer(number, settings.with("registry", found), directory, surroundings, line, seed + number);
    }

    /** Sets the stage; all serve, and the client is ready to call. */
    static Stage set(Rig rig, Settings protection, Pace pace, long seed) throws IOException {
        Stage stage = new Stage(rig.need(), protection, pace, seed);
        try {
            stage.start(rig.lines());
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
        newcomersNanos = startNanos;
        OwnLoad before = OwnLoad.now(jvms());
        script.play(this);
        ClientReport report = ClientReport.parse(client().expect("done", PATIENCE.plusSeconds(pace.seconds())));
        Course course = new Course(pace, report, markNanos, newcomersNanos, victimNumber());
        double others = OwnLoad.now(jvms()).otherCores(before);
        disturbance = new Disturbance(others, settings.on("skip") ? course.stallNanos() : 0);
        tell(report, others);
        List<Executions> executed = new ArrayList<>();
        for (StagedServer server : servers) {
            executed.add(server.executions());
        }
        return Audit.of(CallRecord.in(record), executed, course);
    }

    private void tell(ClientReport report, double others) {
        evidence.put("otherCores", String.format(Locale.ROOT, "%.1f", others));
        evidence.put("clientStallMillis", TimeUnit.MICROSECONDS.toMillis(report.stallMicros()));
        if (need == Need.FAKED_CLOCK) {
            evidence.put("clientsClockJumpedSeconds", report.jumpedSeconds());
        }
        if (!report.firstError().isEmpty()) {
            evidence.put("firstError", report.firstError());
        }
    }

    /** Waits until a part of the trial is over. */
    void awaitPart(double part) throws InterruptedException {
        long left = startNanos + (long) (TimeUnit.SECONDS.toNanos(pace.seconds()) * part) - System.nanoTime();
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
        return System.nanoTime() - startNanos > TimeUnit.SECONDS.toNanos(pace.seconds());
    }

    /** From now on the time until recovery counts. */
    void mark() {
        markNanos = System.nanoTime();
    }

    /** The server that the seed chose. */
    StagedServer victim() {
        return servers.get(victimNumber());
    }

    List<StagedServer> servers() {
        return List.copyOf(servers);
    }

    private int victimNumber() {
        return Math.floorMod(seed, SERVERS);
    }

    private List<ProcessHandle> jvms() {
        List<ProcessHandle> jvms = new ArrayList<>();
        jvms.add(client().handle());
        servers.forEach(server -> jvms.add(server.handle()));
        if (registryJvm != null) {
            jvms.add(registryJvm.handle());
        }
        return jvms;
    }

    /** Starts one more, which does not serve yet when this returns. */
    StagedServer addServer() throws IOException {
        StagedServer added = server(servers.size(), false);
        servers.add(added);
        return added;
    }

    /** From now on the time until a server that was added is called counts. */
    void newcomersMayCome() {
        newcomersNanos = System.nanoTime();
    }

    /** Waits until the peak of the load is over. */
    void awaitPeakEnd() throws InterruptedException {
        awaitPart((double) pace.peakEndSecond() / pace.seconds());
    }

    /** What the wall clocks of the servers and of the registry are ahead. */
    List<Long> aheadSeconds() {
        List<Long> ahead = new ArrayList<>();
        servers.forEach(server -> ahead.add(server.aheadSeconds()));
        ahead.add(requireNonNull(registryJvm, "the registry has no JVM of its own")
                .aheadSeconds());
        return ahead;
    }

    /** Where the JVMs run, for a fault that needs it. */
    <T extends Surroundings> T surroundings(Class<T> kind) {
        return kind.cast(surroundings);
    }

    Pace pace() {
        return pace;
    }

    /** What else went on while the client called. */
    Disturbance disturbance() {
        return disturbance;
    }

    /** In this JVM, as it is of all faults that need nothing of the machine. */
    StagedRegistry registry() {
        return registry;
    }

    /** Whether the client has called the servers before, and so knows them. */
    boolean hasList() {
        return settings.on("list");
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
        if (registryJvm != null) {
            registryJvm.close();
        }
        registry.close();
        surroundings.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
