package io.volant.rpc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.benchmarks.report.CaseResult;
import io.volant.rpc.benchmarks.report.Results;
import io.volant.rpc.benchmarks.report.RunnerFile;
import io.volant.rpc.benchmarks.runner.RunnerCommand;
import io.volant.rpc.benchmarks.system.ServerSpec;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunnerTest {
    private static final String SHORT = "--rounds=1 --seconds=0.2 --warmup=0.2";

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PrintStream before = System.out;

    @BeforeEach
    void capture() {
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(before);
        System.clearProperty(ServerSpec.USERS_PROPERTY);
    }

    @Test
    void everySystemAnswersEveryCaseItSuitsAndIsRecorded(@TempDir Path directory) {
        Path json = directory.resolve("mine.json");

        int status = bench(SHORT + " --cases=s32.listUser,a256.existUser --json=" + json);

        assertThat(status).as(text()).isZero();
        RunnerFile file = Results.runnerFile(json);
        assertThat(file.cases())
                .extracting(result -> result.benchCase() + " " + result.system())
                .containsExactlyInAnyOrder(
                        "s32.listUser volant",
                        "s32.listUser volantPool",
                        "s32.listUser volantCluster",
                        "s32.listUser R1",
                        "s32.listUser R2",
                        "a256.existUser volant",
                        "a256.existUser volantPool",
                        "a256.existUser volantCluster",
                        "a256.existUser R2",
                        "a256.existUser R3");
        assertThat(file.cases()).allSatisfy(RunnerTest::isMeasured);
        assertThat(file.environment().workersQueue()).isEqualTo(16_384);
    }

    @Test
    void itSaysBeforehandWhatItWillDoAndAtTheEndWhereThereIsMore() {
        bench(SHORT + " --cases=s1.existUser --systems=R2");

        assertThat(text())
                .startsWith("""
                        systems   R2: a server JVM and a client JVM each, one connection
                        cases     s1.existUser
                        rounds    1,\
                        """)
                .contains("takes     about 0 min 1 s")
                .contains("workersQueue 16384")
                .containsPattern("R2 +server pid \\d+ on 127.0.0.1:\\d+, client pid \\d+")
                .endsWith("more with JMH: java -jar rpc-benchmarks/target/benchmarks.jar -l\n");
    }

    @Test
    void noProcessOutlivesTheRun() {
        bench(SHORT + " --cases=s1.existUser --systems=volant");

        List<String> pids = new ArrayList<>();
        var matcher = Pattern.compile("pid (\\d+)").matcher(text());
        while (matcher.find()) {
            pids.add(matcher.group(1));
        }
        assertThat(pids)
                .hasSize(2)
                .noneMatch(pid -> ProcessHandle.of(Long.parseLong(pid))
                        .map(ProcessHandle::isAlive)
                        .orElse(false));
    }

    @Test
    void aServerThatAnswersWrongFailsTheRun(@TempDir Path directory) {
        System.setProperty(ServerSpec.USERS_PROPERTY, WrongUsers.class.getName());
        Path json = directory.resolve("wrong.json");

        int status = bench(SHORT + " --systems=volant --cases=s32.getUser,a256.existUser --json=" + json);

        assertThat(status).isEqualTo(1);
        assertThat(text())
                .contains("FAILED s32.getUser volant, round 1: wrong answer to getUser number ")
                .contains("FAILED a256.existUser volant, round 1: wrong answer to existUser number ");
        assertThat(Results.runnerFile(json).cases())
                .allSatisfy(result -> assertThat(result.errors()).isBetween(1L, result.checkedAnswers() - 1));
    }

    @Test
    void argumentsThatMakeNoSenseAreRefusedBeforeAnythingStarts() {
        assertThat(bench("--rounds=0")).isEqualTo(2);
        assertThat(bench("--cases=s32.deleteUser")).isEqualTo(2);
        assertThat(bench("--systems=volcano")).isEqualTo(2);
        assertThat(bench("--systems=R3 --cases=s1.existUser")).isEqualTo(2);
        assertThat(text()).doesNotContain("pid");
    }

    @Test
    void resultFilesAreReadByTheCommandsThatTakeThem(@TempDir Path directory) throws Exception {
        Path json = directory.resolve("mine.json");
        bench(SHORT + " --cases=s1.existUser --systems=R1,R2 --json=" + json);
        output.reset();

        assertThat(Main.execute(new DiffCommand(), json.toString(), json.toString()))
                .isZero();
        assertThat(text()).contains("s1.existUser R2, calls/s").contains("same");
        output.reset();
        assertThat(Main.execute(new ChartCommand(), json.toString())).isZero();
        assertThat(text()).startsWith("<svg ");
        output.reset();
        assertThat(Main.execute(new TableCommand(), json.toString())).isZero();
        assertThat(text()).contains("| s1.existUser ");

        Path jmh = Files.writeString(directory.resolve("jmh.json"), "[{\"primaryMetric\":{}}]");
        assertThat(Main.execute(new DiffCommand(), json.toString(), jmh.toString()))
                .isEqualTo(2);
    }

    private int bench(String arguments) {
        return Main.execute(new RunnerCommand(), arguments.split(" ", -1));
    }

    private String text() {
        return output.toString(StandardCharsets.UTF_8);
    }

    private static void isMeasured(CaseResult result) {
        assertThat(result.opsPerSecond()).isPositive();
        assertThat(result.p50Micros()).isPositive().isLessThanOrEqualTo(result.p999Micros());
        assertThat(result.allocatedBytesPerCall()).isPositive();
        assertThat(result.errors()).isZero();
        assertThat(result.checkedAnswers()).isPositive();
        assertThat(result.round()).isEqualTo(1);
    }
}
