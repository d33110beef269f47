package io.volant.rpc.transport;

import static io.volant.rpc.contract.Events.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.BytesInFlight;
import io.volant.rpc.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is left of a call that joined an earlier attempt when its server ends without grace. */
@Timeout(60)
class JoinedCallEndTest {
    private final Held held = new Held();

    @Test
    void whoeverJoinedACallHoldsNothingAfterTheServerHasEnded() {
        try (TestServer server = TestServer.start(held)) {
            AskingPeer first = new AskingPeer(server.port());
            first.call(1, 1, 0);
            Held.Call running = held.call(0);
            AskingPeer second = new AskingPeer(server.port());
            second.ask(1, 1, first);
            assertThat(first.peer.endsWithin(Duration.ofSeconds(20))).isTrue();
            long both = server.runtime.serverBytes().inbound().inUse();

            server.listening.close();
            assertThat(second.failure().status()).isEqualTo(Status.UNAVAILABLE);
            running.response().complete(TestServer.answer(running.request(), "too late"));

            assertThat(both).isGreaterThanOrEqualTo(2 * BytesInFlight.PER_CALL);
            until(
                    "nothing is held",
                    () -> server.runtime.serverBytes().inbound().inUse() == 0);
            first.peer.close();
            second.peer.close();
        }
    }
}
