package io.volant.rpc.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo as a user runs it: JVMs that are started, killed and left behind. */
final class DemoTest {
    private static final String SERVER = "server A +\\S+ +pid (\\d+)";
    private static final String LAST = "server C +\\S+ +pid (\\d+)";
    private static final String REGISTRY = "registry +\\S+ +pid (\\d+)";

    private static final String OK = "demo: OK calls=[1-9]\\d* errors=0 lost=0 repeated=0";

    @TempDir
    Path directory;

    @Test
    void oneServerIsKilledAndStartedAgainAnotherIsDrainedAndEveryCallIsAccountedFor() throws Exception {
        Path json = directory.resolve("demo.json");
        try (CommandProcess demo =
                CommandProcess.start(directory, "demo", "--seconds", "2", "--plain", "--json", json.toString())) {
            List<ProcessHandle> processes = List.of(
                    process(demo.awaitLine(REGISTRY)),
                    process(demo.awaitLine(SERVER)),
                    process(demo.awaitLine(LAST)),
                    process(demo.awaitLine("server B again +\\S+ +pid (\\d+)")));
            assertThat(demo.awaitEnd()).as(demo.lines().toString()).isZero();
            assertThat(demo.lines())
                    .anyMatch(line -> line.matches(OK + " unknown=\\d+ recovery=\\d+ms"))
                    .anyMatch(line -> line.matches(" +\\d+ s +kill -9 \\d+ \\(B\\), which has \\d+ calls in flight"))
                    .anyMatch(line -> line.matches(" +\\d+ s +kill \\d+ \\(C\\), which leaves the registry, .*"))
                    .anyMatch(line -> line.matches(" +\\d+ s +C has ended, after \\d+\\.\\d s"))
                    .anyMatch(line ->
                            line.matches("killed    B, .*: noticed after [\\d,]+ ms, recovered after \\d+ms; .*"))
                    .anyMatch(line -> line.startsWith("checked   every answer compared with what was asked"))
                    .anyMatch(line -> line.matches("cost +\\d+\\.\\d µs CPU per call while .*"))
                    .noneMatch(line -> line.contains("\u001b"))
                    .anyMatch(line -> line.matches(
                            " +1 s .* \\| A \\S+ [1-9]\\d*% .* \\| B \\S+ [1-9]\\d*% .* \\| C \\S+ [1-9]\\d*% .*"))
                    .allMatch(line -> line.length() <= 120, "is at most 120 columns wide");
            for (ProcessHandle process : processes) {
                process.onExit().get(40, TimeUnit.SECONDS);
            }
        }
        JsonNode report = JsonMapper.builder().build().readTree(json.toFile());
        assertThat(report.get("ok").asBoolean()).isTrue();
        assertThat(report.get("recoveryMillis").asDouble()).isPositive();
        assertThat(report.get("methods")).hasSize(CallKind.values().length).allSatisfy(method -> {
            long calls = method.get("calls").asLong();
            boolean oneWay = method.get("kind").asString().equals("one-way");
            long least = oneWay ? 1 : calls - method.get("unknown").asLong();
            long most = method.get("idempotent").asBoolean() ? Long.MAX_VALUE : calls;
            assertThat(method.get("executed").asLong()).isBetween(least, most);
        });
    }

    @Test
    void theRegistryMayBeARealZooKeeper() throws Exception {
        try (CommandProcess demo =
                CommandProcess.start(directory, "demo", "--seconds", "1", "--plain", "--registry", "zookeeper")) {
            demo.awaitLine("registry +(zookeeper:\\S+) +pid");
            assertThat(demo.awaitEnd()).as(demo.lines().toString()).isZero();
            assertThat(demo.lines()).anyMatch(line -> line.matches(OK + " unknown=\\d+ recovery=\\d+ms"));
        }
    }

    @Test
    void whenTheUserKillsAServerInsteadTheOthersGoOnAndNoCallIsLostOrRepeated() throws Exception {
        try (CommandProcess demo = CommandProcess.start(directory, "demo", "--seconds", "4", "--plain", "--keep")) {
            ProcessHandle server = process(demo.awaitLine(SERVER));
            demo.awaitLine("( 1) s .* calls/s");
            server.destroyForcibly();
            String kill = demo.awaitLine("^kept .* (kill .*)");
            kept(kill).forEach(ProcessHandle::destroy);
            assertThat(demo.awaitEnd()).as(demo.lines().toString()).isZero();
            assertThat(demo.lines())
                    .anyMatch(line -> line.matches(".*server A \\(pid \\d+\\) has ended with status 137"))
                    .anyMatch(line -> line.matches(" +4 s .* \\| A DOWN 0% .* \\| B \\S+ [1-9]\\d*% .*"))
                    .noneMatch(line -> line.matches(" +\\d+ s +kill .*")) // the demo itself kills none
                    .noneMatch(line -> line.startsWith("cost")) // the server's part of it is not known any more
                    .anyMatch(line -> line.matches(OK + " unknown=\\d+ recovery=\\d+ms"));
        }
    }

    @Test
    void aDemoThatIsKilledTakesItsServerWithIt() throws Exception {
        try (CommandProcess demo = CommandProcess.start(directory, "demo", "--seconds", "60", "--plain")) {
            ProcessHandle server = process(demo.awaitLine(SERVER));
            CompletableFuture<ProcessHandle> ended = server.onExit();
            demo.kill();
            ended.get(40, TimeUnit.SECONDS);
        }
    }

    @Test
    void aDemoThatIsInterruptedLeavesNeitherAServerNorFiles() throws Exception {
        try (CommandProcess demo = CommandProcess.start(directory, "demo", "--seconds", "60", "--plain")) {
            ProcessHandle server = process(demo.awaitLine(SERVER));
            demo.awaitLine("( 1) s .* calls/s");
            demo.interrupt();
            demo.awaitEnd();
            server.onExit().get(40, TimeUnit.SECONDS);
            assertThat(demo.lines()).noneMatch(line -> line.contains("Exception"));
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void aServerThatIsKeptOutlivesTheDemo() throws Exception {
        try (CommandProcess demo = CommandProcess.start(directory, "demo", "--seconds", "1", "--plain", "--keep")) {
            ProcessHandle server = process(demo.awaitLine(SERVER));
            String kill = demo.awaitLine("^kept .* (records in .*)");
            String records = kill.replaceAll("records in ([^;]+);.*", "$1");
            List<ProcessHandle> kept = kept(kill);
            assertThat(demo.awaitEnd()).as(demo.lines().toString()).isZero();
            assertThat(kept).hasSize(4).contains(server).allMatch(ProcessHandle::isAlive);
            kept.forEach(ProcessHandle::destroy);
            for (ProcessHandle process : kept) {
                process.onExit().get(40, TimeUnit.SECONDS);
            }
            assertThat(Path.of(records)).isDirectoryContaining("glob:**server-A.record");
        }
    }

    @Test
    void theRecordsOfAServerAndOfItsLoadCanBeJoined() throws Exception {
        Path executed = directory.resolve("server.record");
        Path asked = directory.resolve("client.record");
        try (CommandProcess server = CommandProcess.start(directory, "serve", "--record", executed.toString())) {
            String address = server.awaitLine("^serving on (\\S+)$");
            try (CommandProcess load = CommandProcess.start(
                    directory,
                    "load",
                    address,
                    "--seconds",
                    "1",
                    "--threads",
                    "2",
                    "--plain",
                    "--record",
                    asked.toString())) {
                assertThat(load.awaitEnd()).as(load.lines().toString()).isZero();
                assertThat(load.lines()).last().asString().matches("load: OK calls=[1-9]\\d* errors=0 lost=0");
            }
        }
        AtomicLong first = new AtomicLong();
        RecordFile.read(asked, (call, kind, state) -> first.compareAndSet(0, call));
        Verdict verdict = Audit.of(asked, first.get() - 1, List.of(executed));
        assertThat(verdict.found(Verdict.Fault.LOST)).isZero();
        assertThat(verdict.found(Verdict.Fault.REPEATED)).isZero();
        assertThat(verdict.found(Verdict.Fault.STRAY)).isZero();
        assertThat(verdict.executions()).isPositive();
    }

    /** Those that still live of the processes that a line tells how to kill. */
    private static List<ProcessHandle> kept(String kill) {
        return Arrays.stream(kill.replaceAll(".*kill ", "").split(" "))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                .toList();
    }

    private static ProcessHandle process(String pid) {
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }
}
