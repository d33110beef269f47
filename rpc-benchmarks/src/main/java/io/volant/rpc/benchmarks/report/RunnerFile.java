package io.volant.rpc.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What the runner records. */
@JsonPropertyOrder({"environment", "cases"})
public record RunnerFile(Environment environment, List<CaseResult> cases) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public RunnerFile {
        cases = List.copyOf(cases);
    }

    public String toJson() {
        return JSON.writeValueAsString(this) + "\n";
    }
}
