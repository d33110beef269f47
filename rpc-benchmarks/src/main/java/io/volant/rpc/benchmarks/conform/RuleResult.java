package io.volant.rpc.benchmarks.conform;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * How a server keeps one rule.
 *
 * @param checks how many ways were tried
 */
@JsonPropertyOrder({"id", "section", "rule", "ok", "checks", "failures"})
record RuleResult(String id, String section, String rule, int checks, List<Fault> failures) {
    RuleResult {
        failures = List.copyOf(failures);
    }

    static RuleResult of(RuleText rule, int checks, List<Fault> failures) {
        return new RuleResult(rule.id(), rule.section(), rule.sentence(), checks, failures);
    }

    /** Kept, and tried at all. */
    @JsonProperty
    boolean ok() {
        return failures.isEmpty() && checks > 0;
    }

    /** One line, and four for each failure. */
    String describe() {
        StringBuilder text = new StringBuilder(
                String.format("%-6s  %-9s section %-4s  %s", ok() ? "ok" : "FAILED", id, section, rule));
        if (checks == 0) {
            text.append(System.lineSeparator()).append("    no check of this program tries it");
        }
        for (Fault fault : failures) {
            for (String line : List.of(
                    "    tried     " + fault.check(),
                    "    sent      " + fault.sent(),
                    "    expected  " + fault.expected(),
                    "    seen      " + fault.seen())) {
                text.append(System.lineSeparator()).append(line);
            }
        }
        return text.toString();
    }
}
