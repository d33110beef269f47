package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PriorityTest {
    @Test
    void theNumbersAscendWithTheLevels() {
        assertThat(Arrays.stream(Priority.values()).map(Priority::code)).containsExactly(32, 64, 128, 192);
    }

    @Test
    void aNumberThatIsNoLevelIsTheNextOneBelow() {
        assertThat(Priority.of(0)).isEqualTo(Priority.SHEDDABLE);
        assertThat(Priority.of(63)).isEqualTo(Priority.SHEDDABLE);
        assertThat(Priority.of(64)).isEqualTo(Priority.BATCH);
        assertThat(Priority.of(127)).isEqualTo(Priority.BATCH);
        assertThat(Priority.of(128)).isEqualTo(Priority.NORMAL);
        assertThat(Priority.of(191)).isEqualTo(Priority.NORMAL);
        assertThat(Priority.of(192)).isEqualTo(Priority.CRITICAL);
        assertThat(Priority.of(255)).isEqualTo(Priority.CRITICAL);
    }

    @Test
    void eachLevelHasSomethingOfItsOwnAndKnowsWhatIsBelow() {
        PerPriority<StringBuilder> names = PerPriority.of(StringBuilder::new);
        for (Priority priority : Priority.values()) {
            names.get(priority).append(priority);
            assertThat(names.below(priority)).hasSameSizeAs(below(priority));
        }

        assertThat(names.map(StringBuilder::toString))
                .allSatisfy((priority, name) -> assertThat(name).isEqualTo(priority.name()));
        assertThat(String.join(" ", names.below(Priority.CRITICAL))).isEqualTo("SHEDDABLE BATCH NORMAL");
        assertThat(String.join(" ", names.ascending())).isEqualTo("SHEDDABLE BATCH NORMAL CRITICAL");
        assertThat(String.join(" ", names.descending())).isEqualTo("CRITICAL NORMAL BATCH SHEDDABLE");
    }

    private static Priority[] below(Priority priority) {
        return Arrays.stream(Priority.values())
                .filter(other -> other.compareTo(priority) < 0)
                .toArray(Priority[]::new);
    }
}
