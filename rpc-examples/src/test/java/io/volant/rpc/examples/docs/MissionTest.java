package io.volant.rpc.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages promise is there: types, tests, commands and the pages they link. */
final class MissionTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w+)`");
    private static final Pattern COMMAND = Pattern.compile("\\./volant ([a-z]\\w*)");
    private static final Pattern EXAMPLE = Pattern.compile("\\./volant example (\\w+)");
    private static final List<String> PAGES = List.of(
            "README.md",
            "docs/mission.md",
            "docs/faq.md",
            "docs/user-guide.md",
            "docs/types.md",
            "docs/embedding.md",
            "docs/cluster.md",
            "docs/testing.md",
            "docs/robustness.md",
            "docs/balancing.md");
    /** A line of the script's usage: two spaces, and the command. */
    private static final Pattern USAGE = Pattern.compile("^  ([a-z]+) .*  ", Pattern.MULTILINE);

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
    private static final Pattern ROW = Pattern.compile("^\\|.*\\|$", Pattern.MULTILINE);

    @Test
    void everyTypeAndTestThatTheMissionNamesExists() throws IOException {
        Set<String> sources;
        try (Stream<Path> files = Files.walk(ROOT)) {
            sources = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
        assertThat(all(TYPE, text("docs/mission.md"))).isNotEmpty().isSubsetOf(sources);
    }

    @Test
    void everyRowOfTheMissionHasAState() throws IOException {
        List<String> rows = ROW.matcher(text("docs/mission.md"))
                .results()
                .map(MatchResult::group)
                .filter(row -> !row.startsWith("|---") && !row.startsWith("| sentence"))
                .toList();
        assertThat(rows)
                .hasSizeGreaterThan(35)
                .allMatch(row -> row.matches(".*\\| (works|in part|in part: .*|not yet) \\|$"));
    }

    @Test
    void everyCommandThatAPageNamesIsOneOfTheScript() throws IOException {
        Set<String> commands = all(USAGE, text("volant"));
        assertThat(commands).contains("demo", "help");
        for (String page : PAGES) {
            assertThat(all(COMMAND, text(page))).as(page).isSubsetOf(commands);
            assertThat(all(EXAMPLE, text(page))).as(page).isSubsetOf("hello", "calls", "balance", "failover");
        }
    }

    @Test
    void everyPageThatAPageLinksExists() throws IOException {
        for (String page : PAGES) {
            Path folder = ROOT.resolve(page).resolveSibling("");
            assertThat(all(LINK, text(page)))
                    .as(page)
                    .allSatisfy(link -> assertThat(folder.resolve(link)).exists());
        }
    }

    private static String text(String page) throws IOException {
        return Files.readString(ROOT.resolve(page));
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }
}
