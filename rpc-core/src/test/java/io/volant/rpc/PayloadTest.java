package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PayloadTest {
    @Test
    void everyPayloadOfOneByteHasThatByteAndIsShared() {
        for (int value = Byte.MIN_VALUE; value <= Byte.MAX_VALUE; value++) {
            Payload only = Payload.of((byte) value);
            assertThat(only.length()).isOne();
            assertThat(only.array()[only.offset()]).isEqualTo((byte) value);
            assertThat(Payload.of((byte) value)).isSameAs(only);
        }
    }

    @Test
    void anArrayOfNoBytesIsTheEmptyPayload() {
        assertThat(Payload.of(new byte[0])).isSameAs(Payload.empty());
        assertThat(Payload.of(new byte[3], 3, 0)).isSameAs(Payload.empty());
    }
}
