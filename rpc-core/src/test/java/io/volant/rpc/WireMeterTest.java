package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Servers count what becomes of calls before a service has them; clients have nothing to count there. */
class WireMeterTest {
    @Test
    void aServerCountsWhatItRefusesAndWhatItIsAskedAgain() {
        WireMeter server = WireMeter.server(Ticker.system());

        server.onRefused(Status.UNIMPLEMENTED);
        server.onRefused(Status.OVERLOADED);
        times(1, () -> server.onAskedAgain(AskedAgain.JOINED));
        times(2, () -> server.onAskedAgain(AskedAgain.REPLAYED));
        times(3, () -> server.onAskedAgain(AskedAgain.EXECUTED));
        times(4, () -> server.onAskedAgain(AskedAgain.FORGOTTEN));

        assertThat(server.admissions().refused().started()).isEqualTo(2);
        assertThat(server.admissions().askedAgain()).isEqualTo(new AskedAgainStats(1, 2, 3, 4));
    }

    private static void times(int n, Runnable told) {
        for (int i = 0; i < n; i++) {
            told.run();
        }
    }

    @Test
    void theMeterOfAClientRefusesWhatOnlyServersCount() {
        WireMeter client = WireMeter.client(Ticker.system());

        assertThatThrownBy(() -> client.onRefused(Status.OVERLOADED))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expected: a server's");
        assertThatThrownBy(() -> client.onAskedAgain(AskedAgain.JOINED))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expected: a server's");
    }
}
