package io.volant.rpc.benchmarks.conform;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How a server keeps the rules that were asked for. */
@JsonPropertyOrder({"server", "ok", "rules", "checks", "failed", "results"})
record Report(String server, List<RuleResult> results) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    Report {
        results = List.copyOf(results);
    }

    /** All rules are kept, and there were some. */
    @JsonProperty
    boolean ok() {
        return !results.isEmpty() && failed() == 0;
    }

    @JsonProperty
    int rules() {
        return results.size();
    }

    @JsonProperty
    int checks() {
        return results.stream().mapToInt(RuleResult::checks).sum();
    }

    @JsonProperty
    long failed() {
        return results.stream().filter(result -> !result.ok()).count();
    }

    String summary() {
        String figures = " rules=" + rules() + " checks=" + checks();
        return ok() ? "conform: OK" + figures : "conform: FAILED" + figures + " failed=" + failed();
    }

    String toJson() {
        return JSON.writeValueAsString(this) + "\n";
    }
}
