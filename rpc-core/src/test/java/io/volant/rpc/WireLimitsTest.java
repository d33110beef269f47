package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WireLimitsTest {
    @Test
    void hasTheDefaultsOfTheSpecification() {
        WireLimits limits = WireLimits.defaults();

        assertThat(limits).isEqualTo(new WireLimits(262_144, 65_536, 16_777_216, 67_108_864, 8_192, 8_192, 8_388_608));
    }

    @Test
    void aLargerMessageTakesRoomForItsAssembly() {
        WireLimits limits = WireLimits.defaults().withMaxMessage(128 << 20);

        assertThat(limits.assembly()).isEqualTo(128 << 20);
    }

    @Test
    void refusesWhatDoesNotFitTogether() {
        assertThatThrownBy(() -> WireLimits.defaults().withFragment(200 << 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("fragment: 204800 (expected: 1024..131072)");
        assertThatThrownBy(() -> WireLimits.defaults().withAssembly(1 << 20))
                .hasMessage("assembly: 1048576 (expected: 16777216..2147483647)");
        assertThatThrownBy(() -> WireLimits.defaults().withMaxMessage(0))
                .hasMessage("maxMessage: 0 (expected: 1..268435456)");
        assertThatThrownBy(() -> WireLimits.defaults().withMaxInFlight(16_385))
                .hasMessage("maxInFlight: 16385 (expected: 1..16384)");
        assertThatThrownBy(() -> new WireLimits(262_144, 65_536, 1, 1, 65_537, 1, 0))
                .hasMessage("maxMetadata: 65537 (expected: 1..65536)");
    }
}
