package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallIdTest {
    @Test
    void slotAndGenerationComeBackFromEveryCornerOfTheId() {
        int[] slots = {0, 1, 1_023, 1_024, CallId.MAX_SLOTS - 1};
        int[] generations = {0, 1, 65_535, CallId.GENERATIONS - 1};
        for (int slot : slots) {
            for (int generation : generations) {
                int id = CallId.of(slot, generation);
                assertThat(CallId.slot(id)).isEqualTo(slot);
                assertThat(CallId.generation(id)).isEqualTo(generation);
                assertThat(CallId.ofAcceptingSide(id)).isFalse();
            }
        }
    }

    @Test
    void thirtyOneBitsAreUsedAndTheSideBitIsTheOther() {
        assertThat(CallId.of(CallId.MAX_SLOTS - 1, CallId.GENERATIONS - 1)).isEqualTo(Integer.MAX_VALUE);
        assertThat(CallId.of(1, 1)).isEqualTo(0x4001);
        assertThat(CallId.ofAcceptingSide(0x8000_0001)).isTrue();
        assertThat(CallId.generation(0x8000_0001)).isZero();
    }

    @Test
    void idZeroIsNeverIssuedEvenAfterTheGenerationsWrap() {
        int generation = CallId.firstGeneration(0);
        for (int i = 0; i < 2 * CallId.GENERATIONS; i++) {
            assertThat(CallId.of(0, generation)).isNotZero();
            generation = CallId.nextGeneration(0, generation);
        }
    }

    @Test
    void aSlotUsesEachGenerationOnceBeforeItRepeats() {
        int generation = CallId.firstGeneration(5);
        assertThat(generation).isZero();
        for (int i = 1; i < CallId.GENERATIONS; i++) {
            generation = CallId.nextGeneration(5, generation);
            assertThat(generation).isEqualTo(i);
        }
        assertThat(CallId.nextGeneration(5, generation)).isZero();
    }
}
