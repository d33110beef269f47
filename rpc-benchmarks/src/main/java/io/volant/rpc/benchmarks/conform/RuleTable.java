package io.volant.rpc.benchmarks.conform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** The table of all rules in the specification that this program was built with. */
final class RuleTable {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (P-[A-Z]+-\\d+) \\| ([0-9.]+) \\| (server|client|both) \\| (.*) \\|$");

    private RuleTable() {}

    static List<RuleText> read() {
        try (InputStream in = RuleTable.class.getResourceAsStream("protocol.md")) {
            if (in == null) {
                throw new IllegalStateException("no protocol.md on the class path");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<RuleText> parse(String document) {
        return ROW.matcher(document)
                .results()
                .map(row -> new RuleText(row.group(1), row.group(2), row.group(3), row.group(4)))
                .toList();
    }
}
