package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryShareTest {
    private static final long MIB = 1L << 20;

    @Test
    void isAnEighthOfTheHeapOrAQuarterOfTheDirectMemory() {
        assertThat(MemoryShare.of(4_096 * MIB, 4_096 * MIB)).isEqualTo(512 * MIB);
        assertThat(MemoryShare.of(4_096 * MIB, 1_024 * MIB)).isEqualTo(256 * MIB);
    }

    @Test
    void holdsOneLargestMessageInASmallJvmAndNeverMoreThanAQuarterOfItsHeap() {
        assertThat(MemoryShare.of(128 * MIB, 64 * MIB)).isEqualTo(17 * MIB);
        assertThat(MemoryShare.of(32 * MIB, 32 * MIB)).isEqualTo(8 * MIB);
    }

    @Test
    void knowsHowMuchDirectMemoryThereMayBe() {
        long heap = 512 * MIB;
        assertThat(MemoryShare.direct(List.of("-Xmx512m"), heap)).isEqualTo(heap);
        assertThat(MemoryShare.direct(List.of("-XX:MaxDirectMemorySize=64m"), heap))
                .isEqualTo(64 * MIB);
        assertThat(MemoryShare.direct(List.of("-XX:MaxDirectMemorySize=1G", "-XX:MaxDirectMemorySize=2048"), heap))
                .isEqualTo(2_048);
        assertThat(MemoryShare.direct(List.of("-XX:MaxDirectMemorySize=0x10000K"), heap))
                .isEqualTo(64 * MIB);
        assertThat(MemoryShare.direct(List.of("-XX:MaxDirectMemorySize=0"), heap))
                .isEqualTo(heap);
    }

    @Test
    void aLimitTooSmallForACallIsRefused() {
        assertThatThrownBy(() -> VolantRuntime.builder().inFlightBytes(1_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("inFlightBytes: 1000 (expected: >= 65536)");
    }
}
