package io.volant.rpc.benchmarks.fuzz;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class FuzzCommandTest {
    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "NaN", "Infinity"})
    void aTimeThatIsNoneIsRefused(String minutes) {
        FuzzCommand command = CommandLine.populateCommand(new FuzzCommand(), "--minutes=" + minutes);

        assertThatThrownBy(command::call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("minutes: " + Double.parseDouble(minutes) + " (expected: > 0, and finite)");
    }
}
