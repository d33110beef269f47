package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrameTypeTest {
    private static final Map<FrameType, Integer> CODES = new EnumMap<>(Map.ofEntries(
            Map.entry(FrameType.BIND, 0x03),
            Map.entry(FrameType.BIND_ACK, 0x04),
            Map.entry(FrameType.REQUEST, 0x10),
            Map.entry(FrameType.RESPONSE, 0x11),
            Map.entry(FrameType.ERROR, 0x12),
            Map.entry(FrameType.ONEWAY, 0x13),
            Map.entry(FrameType.CANCEL, 0x14),
            Map.entry(FrameType.FRAG, 0x18),
            Map.entry(FrameType.FRAG_ABORT, 0x19),
            Map.entry(FrameType.PING, 0x20),
            Map.entry(FrameType.PONG, 0x21),
            Map.entry(FrameType.GOAWAY, 0x22),
            Map.entry(FrameType.CLOCK, 0xA0)));

    @Test
    void everyCodeIsKnownIgnoredOrAFault() {
        for (int code = 0; code < 256; code++) {
            int now = code;
            if (CODES.containsValue(code)) {
                assertThat(FrameType.ofCode(code).code()).isEqualTo(code);
            } else if (code >= 0x80) {
                assertThat(FrameType.ofCode(code)).isEqualTo(FrameType.IGNORED);
            } else {
                assertThat(Bytes.fault(Rule.FRAME_TYPE, () -> FrameType.ofCode(now)))
                        .hasMessageContaining("0x" + Integer.toHexString(code));
            }
        }
        CODES.forEach((type, code) -> assertThat(FrameType.ofCode(code)).isEqualTo(type));
    }

    @Test
    void everyTypeAllowsTheFlagsOfTheTableAndNoOthers() {
        Map<FrameType, Integer> allowed = new EnumMap<>(FrameType.class);
        allowed.put(FrameType.REQUEST, 0xF2);
        allowed.put(FrameType.ONEWAY, 0xF2);
        allowed.put(FrameType.RESPONSE, 0xB6);
        allowed.put(FrameType.ERROR, 0xA6);
        allowed.put(FrameType.FRAG, 0x80);
        for (FrameType type : CODES.keySet()) {
            int mask = allowed.getOrDefault(type, 0);
            for (int bit = 1; bit < 256; bit <<= 1) {
                int flags = bit;
                if ((mask & bit) != 0) {
                    assertThatCode(() -> FrameFlags.check(type, flags)).doesNotThrowAnyException();
                } else {
                    Rule rule = (bit & FrameFlags.RESERVED) != 0 ? Rule.FLAGS_RESERVED : Rule.FLAGS_OF_TYPE;
                    Bytes.fault(rule, () -> FrameFlags.check(type, flags));
                }
            }
            assertThatCode(() -> FrameFlags.check(type, mask)).doesNotThrowAnyException();
        }
    }

    @Test
    void framesOfTheConnectionAreThoseOfTheTable() {
        assertThat(CODES.keySet().stream().filter(FrameType::ofConnection))
                .containsExactlyInAnyOrder(
                        FrameType.BIND,
                        FrameType.BIND_ACK,
                        FrameType.PING,
                        FrameType.PONG,
                        FrameType.GOAWAY,
                        FrameType.CLOCK);
    }
}
