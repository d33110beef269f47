package io.volant.rpc.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.benchmarks.report.CaseResult;
import io.volant.rpc.benchmarks.report.CompareFigures;
import io.volant.rpc.benchmarks.report.Results;
import io.volant.rpc.benchmarks.report.RunnerFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The comparison without any other framework, which nobody's build of ours may need. */
final class CompareCommandTest {
    private static final String SHORT =
            "--peers=none --quick --rounds=1 --seconds=0.1 --warmup=0.1 --repeats=0 --cores=all";

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PrintStream before = System.out;

    @BeforeEach
    void capture() {
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(before);
        System.clearProperty(CompareCommand.WORKLOAD_PROPERTY);
    }

    @Test
    void volantItsReferencesAndThePlainEchoAnswerEveryCaseTheySuit(@TempDir Path directory) {
        Path json = directory.resolve("mine.json");

        int status = compare(SHORT
                + " --cases=s32.createUser,s1.getUser,a2048.existUser,echo1MB,beside50MB,open50.existUser,open80of256.existUser --json="
                + json);

        assertThat(status).as(text()).isZero();
        RunnerFile file = Results.runnerFile(json);
        assertThat(rows(file, "s32.createUser"))
                .containsExactlyInAnyOrder("volant", "volantPool", "volantDefaults", "R1", "R2");
        assertThat(rows(file, "s1.getUser"))
                .containsExactlyInAnyOrder("volant", "volantPool", "volantDefaults", "volantDriven", "R1", "R2");
        assertThat(rows(file, "a2048.existUser"))
                .containsExactlyInAnyOrder("volant", "volantPool", "R2", "R3", "nettyEcho");
        assertThat(rows(file, "echo1MB"))
                .containsExactlyInAnyOrder("volant", "volantPool", "volantDefaults", "R1", "R2", "nettyEcho");
        assertThat(rows(file, "beside50MB")).containsExactlyInAnyOrder("volant", "volantPool", "R1", "R2");
        assertThat(rows(file, "open50.existUser"))
                .containsExactlyInAnyOrder("volant", "volantPool", "volantDefaults", "R1", "R2");
        assertThat(rows(file, "open80of256.existUser"))
                .containsExactlyInAnyOrder("volant", "volantPool", "volantDefaults", "R2");
        assertThat(file.cases()).allSatisfy(CompareCommandTest::isMeasured);
        assertThat(Objects.requireNonNull(file.systems())).hasSize(8).allSatisfy(system -> {
            assertThat(system.failure()).isEmpty();
            assertThat(system.settings()).contains("server: ").contains("client: ");
            assertThat(system.versions()).singleElement().asString().matches("netty-transport-4\\.2\\.\\d+\\.Final");
            assertThat(system.wire()).isNotEmpty().allSatisfy(bytes -> {
                assertThat(bytes.request()).isBetween(8.0, 400.0);
                assertThat(bytes.response()).isBetween(8.0, 5_000.0);
            });
        });
        assertThat(text())
                .contains("| open50.existUser ")
                .contains("× R2")
                .contains("bytes of a question + of its answer")
                .contains("Where Volant loses: ");
    }

    @Test
    void aServerThatAnswersWrongFailsTheRun() {
        System.setProperty(CompareCommand.WORKLOAD_PROPERTY, WrongWorkload.class.getName());

        int status = compare(SHORT + " --cases=a256.getUser,s32.createUser");

        assertThat(status).isEqualTo(1);
        assertThat(text())
                .contains("FAILED volant a256.getUser, round 1: wrong answer to getUser number ")
                .contains("FAILED R2 s32.createUser, round 1: wrong answer to createUser number ");
    }

    @Test
    void argumentsThatMakeNoSenseAreRefusedBeforeAnythingStarts() {
        for (String wrong :
                List.of("--rounds=0", "--cases=s32.deleteUser", "--peers=acme", "--cores=three", "--repeats=-1")) {
            assertThat(compare(wrong)).as(wrong).isEqualTo(2);
        }
        assertThat(compare("--peers=none --alone")).isEqualTo(2);
        assertThat(text()).doesNotContain("pid");
    }

    private static List<String> rows(RunnerFile file, String label) {
        return file.cases().stream()
                .filter(result -> result.benchCase().equals(label))
                .map(CaseResult::system)
                .toList();
    }

    private static void isMeasured(CaseResult result) {
        assertThat(result.opsPerSecond()).isPositive();
        assertThat(result.p50Micros()).isPositive().isLessThanOrEqualTo(result.p999Micros());
        assertThat(result.errors()).isZero();
        assertThat(result.checkedAnswers()).isPositive();
        CompareFigures figures = Objects.requireNonNull(result.compare());
        assertThat(figures.attempts()).isEqualTo(1);
        assertThat(figures.offeredPerSecond() != null)
                .isEqualTo(result.benchCase().startsWith("open"));
    }

    private int compare(String arguments) {
        return new CommandLine(new CompareCommand()).execute(arguments.split(" ", -1));
    }

    private String text() {
        return output.toString(StandardCharsets.UTF_8);
    }
}
