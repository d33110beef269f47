package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand in an annotation. */
class HedgeParseTest {
    @Test
    void aTimeOrAPercentileIsRead() {
        assertThat(Hedge.parse("20ms").delay()).isEqualTo(Duration.ofMillis(20));
        assertThat(Hedge.parse("p95").percentile()).hasValue(95);
        assertThat(Hedge.parse("p99.9").percentile()).hasValue(99.9);
        assertThat(Hedge.parse("p50").withMost(3)).hasToString("Hedge[after p50.0, at most 3]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "95", "p", "p100", "p49", "0ms", "p95.", "P95"})
    void anythingElseIsAMistake(String text) {
        assertThatThrownBy(() -> Hedge.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsOffHasNoNumber() {
        assertThatThrownBy(() -> Hedge.off().withMost(1)).hasMessage("most: 1 (expected: none, for there is no hedge)");
        assertThatThrownBy(() -> Hedge.after(Duration.ofMillis(1)).withMost(6))
                .hasMessage("most: 6 (expected: 1 to 5)");
    }
}
