package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Peers that connect and say nothing: they hold nobody up for long. */
@Timeout(60)
class MutePeersTest {
    private static final int MUTE = 3 * HandshakeAdmission.MOST;

    @Test
    void decentClientsGetInWithinMomentsAndTheOldestMuteOnesMakeRoom() {
        List<RawPeer> mute = new ArrayList<>();
        try (TestServer server = TestServer.start(TestServer::echo)) {
            for (int i = 0; i < MUTE; i++) {
                mute.add(RawPeer.connect(server.port()));
            }
            long start = server.runtime.ticker().nanoTime();

            try (TestClient client = TestClient.connect(server.port())) {
                assertThat(client.answer("say", "x").value()).isEqualTo("x");
            }

            Duration took = Duration.ofNanos(server.runtime.ticker().nanoTime() - start);
            assertThat(took).isLessThan(Duration.ofSeconds(8)); // three rounds of the 5 s that mute ones have otherwise
            assertThat(mute.get(0).endsWithin(Duration.ofSeconds(20))).isTrue();
        } finally {
            mute.forEach(RawPeer::close);
        }
    }

    @Test
    void aMutePeerHasItsFiveSecondsWhereNobodyWaits() {
        try (TestServer server = TestServer.start(TestServer::echo);
                RawPeer mute = RawPeer.connect(server.port());
                TestClient client = TestClient.connect(server.port())) {
            assertThat(mute.endsWithin(Duration.ofSeconds(1))).isFalse();
            assertThat(Events.get(client.call("say", "x")).value()).isEqualTo("x");
        }
    }
}
