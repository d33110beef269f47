package io.volant.rpc.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The keys of log events that the documentation promises are those that the code writes, at those levels. */
final class EventKeysTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern KEY = Pattern.compile("\"event=([a-z_]+)");
    private static final Pattern LOGGED = Pattern.compile(
            "\\b(?:log|warnings(?:\\(\\))?)\\s*\\.(debug|info|warn|error)\\(\\s*(?:log,\\s*)?\"event=([a-z_]+)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| (DEBUG|INFO|WARN|ERROR) \\|");

    @Test
    void theTableOfEmbeddingHasEveryEventAndNoOther() throws IOException {
        Map<String, Set<String>> documented = new TreeMap<>();
        ROW.matcher(Files.readString(ROOT.resolve("docs/embedding.md")))
                .results()
                .forEach(row -> documented
                        .computeIfAbsent(row.group(1), key -> new TreeSet<>())
                        .add(row.group(2)));
        Map<String, Set<String>> written = new TreeMap<>();
        Set<String> keys = new TreeSet<>();
        for (String source : sources()) {
            KEY.matcher(source).results().map(found -> found.group(1)).forEach(keys::add);
            LOGGED.matcher(source).results().forEach(found -> add(written, found));
        }

        assertThat(written).isNotEmpty().isEqualTo(documented);
        assertThat(written.keySet())
                .as("events that no logger is seen to write")
                .isEqualTo(keys);
    }

    private static void add(Map<String, Set<String>> written, MatchResult found) {
        written.computeIfAbsent(found.group(2), key -> new TreeSet<>())
                .add(found.group(1).toUpperCase(Locale.ROOT));
    }

    private static Iterable<String> sources() throws IOException {
        try (Stream<Path> modules = Stream.of("rpc-core", "rpc-serialization", "rpc-transport", "rpc-cluster")
                .map(module -> ROOT.resolve(module).resolve("src/main/java"))) {
            return modules.flatMap(EventKeysTest::files)
                    .map(EventKeysTest::read)
                    .toList();
        }
    }

    private static Stream<Path> files(Path root) {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
