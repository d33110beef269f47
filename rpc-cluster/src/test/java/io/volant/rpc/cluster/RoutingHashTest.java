package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.CallOptions;
import io.volant.rpc.Ticker;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RoutingHashTest {
    private static final Ticker TICKER = () -> 0;

    private static long ofParameter(Object id) {
        return RoutingHash.of(Calls.of("keyed", CallOptions.defaults(), TICKER, "first", id));
    }

    @Test
    void aNumberIsTheSameKeyAsItsText() {
        LongStream.of(0, 1, -1, 9, 10, -10, 1234567890123L, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE)
                .forEach(number ->
                        assertThat(ofParameter(number)).as("%d", number).isEqualTo(RoutingHash.of("" + number)));
    }

    @Test
    void theOptionOfACallComesBeforeTheParameter() {
        CallOptions options = CallOptions.defaults().withRoutingKey("user");
        assertThat(RoutingHash.of(Calls.of("keyed", options, TICKER, "first", 7L)))
                .isEqualTo(RoutingHash.of("user"));
    }

    @Test
    void aCallWithoutAKeyHasNone() {
        assertThat(RoutingHash.of(Calls.any(TICKER))).isEqualTo(RoutingHash.NO_KEY);
        assertThat(ofParameter(null)).isEqualTo(RoutingHash.NO_KEY);
    }

    @Test
    void theBitsOfAKeyAreTheSameInEveryProcess() {
        assertThat(RoutingHash.of("user-7")).isEqualTo(RoutingHash.mixed("user-7".hashCode()));
        assertThat(RoutingHash.mixed(1)).isEqualTo(0x910A2DEC89025CC1L);
    }
}
