package io.volant.rpc.benchmarks.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class GrowthCommandsTest {
    @TempDir
    Path directory = Path.of("");

    private final PrintStream before = System.out;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @BeforeEach
    void capture() {
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(before);
    }

    @Test
    void theFirstCallOfAJvmTakesAtMostThreeRoundTripsTheSocketIncluded() throws Exception {
        Path json = directory.resolve("first.json");

        int status =
                new CommandLine(new FirstCommand()).execute("--times=1", "--idle=0", "--warmup=50", "--json=" + json);

        assertThat(status).as(text()).isZero();
        assertThat(text()).contains("first call of a fresh JVM", "call after 0 s of silence");
        Matcher trips = Pattern.compile("\"roundTrips\":(\\d+),\"firstCallMillis\":[\\d.]+")
                .matcher(Files.readString(json));
        assertThat(trips.find()).as(text()).isTrue();
        assertThat(Integer.parseInt(trips.group(1))).isBetween(1, 2);
    }

    @Test
    void aReferenceIsMeasuredAsVolantIs() {
        int status = new CommandLine(new FirstCommand()).execute("--system=R1", "--times=1", "--idle=0", "--warmup=50");

        assertThat(status).as(text()).isZero();
        assertThat(text()).contains("call after 0 s of silence", "{\"system\":\"R1\",\"times\":1,\"roundTrips\":1,");
    }

    @Test
    void whatAnswersNoCallHasNoFirstOne() {
        FirstCommand command = CommandLine.populateCommand(new FirstCommand(), "--system=R3");

        assertThatThrownBy(command::call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("system: R3 (expected: one that answers calls; R3 sends back what it gets)");
    }

    @Test
    void costsOfAllKindsAreToldByDecade() throws Exception {
        Path json = directory.resolve("growth.json");

        int status = new CommandLine(new GrowthCommand()).execute("--quick", "--json=" + json);

        assertThat(status).as(text()).isZero();
        assertThat(text())
                .contains(
                        "| connections, opened and closed |",
                        "| connections, idle |",
                        "| calls in flight |",
                        "| bytes of a message and back |",
                        "| services |");
        assertThat(counts(Files.readString(json)))
                .containsExactly(1, 10, 100, 100, 1, 10, 100, 1_000, 100, 1_000, 10, 100, 1_000, 10_000, 1, 10);
    }

    private static List<Integer> counts(String json) {
        List<Integer> counts = new ArrayList<>();
        Matcher count =
                Pattern.compile("\"count\":(\\d+),\"perItem\":[\\d.E-]+").matcher(json);
        while (count.find()) {
            counts.add(Integer.parseInt(count.group(1)));
        }
        return counts;
    }

    private String text() {
        return output.toString(StandardCharsets.UTF_8);
    }
}
