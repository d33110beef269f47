package io.volant.rpc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.benchmarks.report.GateRecord;
import io.volant.rpc.benchmarks.report.GateRecords;
import io.volant.rpc.benchmarks.runner.GateCommand;
import io.volant.rpc.benchmarks.system.ServerSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The gate with rounds too short to mean anything, and with records made for them. */
@EnabledOnOs(OS.LINUX) // which has taskset
final class GateCommandTest {
    private static final double GENEROUS = 1e6;
    private static final String ROW = "s32.getUser volantPool";

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PrintStream before = System.out;

    @TempDir
    private Path directory = Path.of("");

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
    void passesWhenNothingCostsMoreThanRecorded() throws IOException {
        assertThat(gate(recorded(GENEROUS))).as(text()).isZero();

        assertThat(text()).contains("round 1/1").contains("calls/s").endsWith("gate: OK\n");
    }

    @Test
    void failsWhenOneFigureCostsMoreAndNamesIt() throws IOException {
        assertThat(gate(recorded(8))).isEqualTo(1);

        assertThat(text())
                .containsPattern(
                        "gate: FAILED " + ROW + ", bytes per call: measured [0-9,]+, recorded 8.00, allowed 10.0\n")
                .containsOnlyOnce("gate: FAILED")
                .doesNotContain("gate: OK");
    }

    @Test
    void recordsWhatItWouldCompareWith() {
        Path file = directory.resolve("new.json");

        assertThat(gate(file, "--record")).as(text()).isZero();

        GateRecord written = GateRecords.read(file).records().get(0);
        assertThat(written.isComplete()).isTrue();
        assertThat(written.figures()).hasSize(10);
        assertThat(written.cpu()).isNotEmpty();
        assertThat(written.command()).isEqualTo("./volant bench gate --record --rounds 1 --seconds 0.1 --warmup 0.1");
    }

    @Test
    void recordsBesideWhatOtherProcessorsHave() throws IOException {
        Path file = recorded(GENEROUS);

        assertThat(gate(file, "--record")).as(text()).isZero();

        List<GateRecord> written = GateRecords.read(file).records();
        assertThat(written).hasSize(2);
        assertThat(written.get(0).cpu()).isEqualTo("made up");
        assertThat(written.get(1).figures()).allMatch(figure -> figure.bytesPerCall() < GENEROUS);
    }

    @Test
    void aRecordThatIsNoneIsNotOverwritten() throws IOException {
        Path file = Files.writeString(directory.resolve("other.json"), "[]");

        assertThat(gate(file, "--record")).isEqualTo(2);

        assertThat(file).hasContent("[]");
    }

    @Test
    void aServerThatAnswersWrongFailsAndRecordsNothing() {
        System.setProperty(ServerSpec.USERS_PROPERTY, WrongUsers.class.getName());
        Path file = directory.resolve("new.json");

        assertThat(gate(file, "--record")).isEqualTo(1);

        assertThat(text()).contains("gate: FAILED s32.existUser volant, round 1: wrong answer to existUser number ");
        assertThat(file).doesNotExist();
    }

    @Test
    void withoutARecordOrWithArgumentsThatMakeNoSenseNothingStarts() throws IOException {
        assertThat(gate(directory.resolve("gone.json"))).isEqualTo(2);
        assertThat(gate(recorded(GENEROUS), "--rounds=0")).isEqualTo(2);
        assertThat(text()).doesNotContain("pid");
    }

    @Test
    void anOptionThatIsNoneIsRefusedInTwoLines() {
        PrintStream errors = System.err;
        System.setErr(System.out);
        try {
            assertThat(Main.execute(new GateCommand(), "--nope")).isEqualTo(2);
        } finally {
            System.setErr(errors);
        }

        assertThat(text()).isEqualTo("bench gate: Unknown option: '--nope'\nmore: ./volant bench gate --help\n");
    }

    private int gate(Path file, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--seconds=0.1", "--warmup=0.1", "--file=" + file));
        arguments.addAll(List.of(more));
        if (!arguments.contains("--rounds=0")) {
            arguments.add("--rounds=1");
        }
        return Main.execute(new GateCommand(), arguments.toArray(String[]::new));
    }

    /** A record in which everything is generous, but for the bytes of one row. */
    private Path recorded(double bytesOfTheRow) throws IOException {
        List<GateRecord.Figure> figures = Stream.of(
                        "s32.existUser", "s32.createUser", "s32.getUser", "s32.listUser", "a2048.existUser")
                .flatMap(which -> Stream.of("volant", "volantPool")
                        .map(system -> new GateRecord.Figure(
                                which, system, GENEROUS, ROW.equals(which + " " + system) ? bytesOfTheRow : GENEROUS)))
                .toList();
        GateRecord record = new GateRecord("made up", "", "", "", "made up", figures);
        return Files.writeString(directory.resolve("gate.json"), new GateRecords(List.of(record)).toJson());
    }

    private String text() {
        return output.toString(StandardCharsets.UTF_8);
    }
}
