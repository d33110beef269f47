package io.volant.rpc.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunnerFileTest {
    @Test
    void theShapeOfTheFileIsTheOnePromised() {
        assertThat(Recorded.file().toJson()).isEqualTo(Recorded.text("runner.json"));
    }

    @Test
    void whatWasWrittenIsReadBack(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve("mine.json"), Recorded.file().toJson());

        assertThat(Results.runnerFile(file)).isEqualTo(Recorded.file());
    }

    @Test
    void aFileThatCannotBeWrittenIsRefusedBeforeAnythingIsMeasured(@TempDir Path directory) throws IOException {
        Path present = Files.createFile(directory.resolve("mine.json"));

        Results.checkWritable(null);
        Results.checkWritable(present);
        Results.checkWritable(directory.resolve("new.json"));
        Results.checkWritable(Path.of("new.json"));
        for (Path wrong : List.of(directory, directory.resolve("no").resolve("new.json"))) {
            assertThatThrownBy(() -> Results.checkWritable(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("cannot write " + wrong
                            + " (expected: a file in a directory that is there and may be written to)");
        }
    }

    @Test
    void aMachineThatDoesNotTellItsLoadLeavesThatOut() {
        CaseResult known = Recorded.result("volant", 1, 80_000, 10);
        CaseResult unknown = new CaseResult(
                known.benchCase(),
                known.system(),
                known.round(),
                known.opsPerSecond(),
                known.p50Micros(),
                known.p99Micros(),
                known.p999Micros(),
                known.cpuMicrosPerCall(),
                known.allocatedBytesPerCall(),
                known.errors(),
                known.checkedAnswers(),
                null,
                known.pinned());
        RunnerFile file = new RunnerFile(Recorded.environment(), List.of(unknown));

        assertThat(file.toJson()).contains("\"otherCpuCores\" : null");
        assertThat(Summary.of(file)).contains("is not known here");
    }

    @Test
    void aFileOfNeitherProgramIsRefusedByName(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("other.json"), "{\"figures\":[]}");

        assertThatThrownBy(() -> Results.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other.json is no result file")
                .hasMessageContaining("bench --json");
    }

    @Test
    void aFileThatIsNotThereIsNamed(@TempDir Path directory) {
        assertThatThrownBy(() -> Results.read(directory.resolve("gone.json")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gone.json");
    }

    @Test
    void summaryHoldsEverySystemAgainstTheReferencesOfTheSameRound() {
        assertThat(Summary.of(Recorded.file())).isEqualTo(Recorded.text("summary.md"));
    }
}
