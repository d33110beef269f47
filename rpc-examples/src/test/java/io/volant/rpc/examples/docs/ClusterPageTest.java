package io.volant.rpc.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where the page on clusters says that its types are. */
final class ClusterPageTest {
    private static final Path ROOT = Path.of("..");
    private static final List<String> LIBRARY = List.of("rpc-core", "rpc-cluster", "extensions/zookeeper");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(io\\.volant\\.[a-z.]+)`[^|]*\\| (.*) \\|$");
    private static final Pattern TYPE = Pattern.compile("\\b[A-Z]\\w+\\b");

    @Test
    void everyTypeIsInThePackageThatThePageNames() throws IOException {
        Map<String, Set<String>> table = table();
        assertThat(table).hasSize(5);
        table.forEach((name, types) -> assertThat(types)
                .allSatisfy(type -> assertThat(Class.forName(name + "." + type)).isPublic()));
    }

    @Test
    void everyTypeOfItsCodeIsInTheTable() throws IOException {
        Set<String> ours = typesOfTheLibrary();
        Set<String> shown = JavaBlocks.of("docs/cluster.md").stream()
                .skip(1) // which has its imports
                .flatMap(block -> words(TYPE, block).stream())
                .filter(ours::contains)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(shown)
                .contains("Fallback", "Hedge", "Broadcast")
                .isSubsetOf(
                        table().values().stream().flatMap(Collection::stream).toList());
    }

    private static Map<String, Set<String>> table() throws IOException {
        return ROW.matcher(Files.readString(ROOT.resolve("docs/cluster.md")))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1), row -> words(TYPE, row.group(2)), (one, other) -> one, TreeMap::new));
    }

    private static Set<String> typesOfTheLibrary() throws IOException {
        Set<String> types = new TreeSet<>();
        for (String module : LIBRARY) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".java"))
                        .forEach(name -> types.add(name.substring(0, name.length() - ".java".length())));
            }
        }
        return types;
    }

    private static Set<String> words(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}
