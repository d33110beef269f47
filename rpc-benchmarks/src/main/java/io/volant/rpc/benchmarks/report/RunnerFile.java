package io.volant.rpc.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the runner and the comparison record.
 *
 * @param command what made a file of the comparison; absent in a file of the runner
 * @param systems the rows of a comparison; none in a file of the runner
 */
@JsonPropertyOrder({"environment", "command", "systems", "cases"})
public record RunnerFile(
        Environment environment,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String command,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
        List<SystemInfo> systems,

        List<CaseResult> cases) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public RunnerFile {
        systems = systems == null ? List.of() : List.copyOf(systems);
        cases = List.copyOf(cases);
    }

    public RunnerFile(Environment environment, List<CaseResult> cases) {
        this(environment, null, List.of(), cases);
    }

    /** Whether the comparison made it. */
    @JsonIgnore
    public boolean isComparison() {
        return command != null;
    }

    public String toJson() {
        return JSON.writeValueAsString(this) + "\n";
    }
}
