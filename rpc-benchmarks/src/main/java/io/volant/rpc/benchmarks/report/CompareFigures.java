package io.volant.rpc.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * What the comparison measures of a case beside all that the runner does.
 *
 * @param contextSwitchesPerCall of the threads of both JVMs; absent where the system does not tell
 * @param loadAverage of the last minute
 * @param offeredPerSecond what an open loop asked for; absent in closed ones
 * @param attempts how often this was measured until the machine was quiet
 * @param disturbed whether it never was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"contextSwitchesPerCall", "loadAverage", "offeredPerSecond", "attempts", "disturbed"})
public record CompareFigures(
        @Nullable Double contextSwitchesPerCall,
        @Nullable Double loadAverage,
        @Nullable Integer offeredPerSecond,
        int attempts,
        boolean disturbed) {}
