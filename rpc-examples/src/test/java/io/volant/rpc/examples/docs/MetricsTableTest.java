package io.volant.rpc.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of metrics in the documentation is that of the code. */
final class MetricsTableTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(?:rpc|volant)\\..*\\|$");

    @Test
    void everyMetricHasItsRow() throws IOException {
        List<String> expected = Arrays.stream(Metric.values())
                .map(metric -> "| `" + metric.dotted() + "` | `" + metric.prometheus() + "` | "
                        + metric.labels().stream()
                                .map(label -> "`" + label + "`")
                                .collect(Collectors.joining(", "))
                        + " | " + metric.help() + " |")
                .toList();

        assertThat(ROW.matcher(Files.readString(Path.of("..", "docs", "embedding.md")))
                        .results()
                        .map(MatchResult::group))
                .containsExactlyElementsOf(expected);
    }
}
