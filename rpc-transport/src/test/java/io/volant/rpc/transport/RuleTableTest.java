package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of all rules in the specification, the text above it, and the rules that code can cite are the same. */
class RuleTableTest {
    private static final String TEXT = ProtocolDocument.read().text();
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (P-[A-Z]+-\\d+) \\| ([0-9.]+) \\| (\\w+) \\| ([^|]+) \\|$");
    private static final Pattern HEADING = Pattern.compile("^#{2,3} (\\d+(?:\\.\\d+)?)\\.? .*");
    private static final Pattern STATED = Pattern.compile("^- \\*\\*(P-[A-Z]+-\\d+)\\*\\* .*");

    @Test
    void theTableHasEachRuleOnceAndInTheOrderOfTheText() {
        assertThat(rows().map(row -> row.group(1))).containsExactlyElementsOf(stated().keySet());
        assertThat(rows().map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Rule.values()).map(Rule::id).toList());
    }

    @Test
    void theTableNamesTheSectionInWhichTheRuleStands() {
        Map<String, String> sections = stated();

        assertThat(rows())
                .allSatisfy(row -> assertThat(row.group(2)).as(row.group(1)).isEqualTo(sections.get(row.group(1))));
    }

    @Test
    void theTableSaysWhoseConductShowsTheRule() {
        assertThat(rows()).extracting(row -> row.group(3)).isSubsetOf("server", "client", "both");
    }

    private static Stream<MatchResult> rows() {
        return ROW.matcher(TEXT).results();
    }

    /** Where the text states each rule, by its id. */
    private static Map<String, String> stated() {
        Map<String, String> sections = new LinkedHashMap<>();
        String section = "";
        for (String line : TEXT.lines().toList()) {
            Matcher heading = HEADING.matcher(line);
            Matcher stated = STATED.matcher(line);
            if (heading.matches()) {
                section = heading.group(1);
            } else if (stated.matches()) {
                sections.put(stated.group(1), section);
            }
        }
        return sections;
    }
}
