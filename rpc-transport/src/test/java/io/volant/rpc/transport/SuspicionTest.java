package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Connection;
import io.volant.rpc.contract.Events;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that does not answer a PING in the time of a live one. */
@Timeout(60)
class SuspicionTest {
    @Test
    void isSuspectUntilAnyByteComesAndThenFoundOutAgain() throws IOException {
        try (ServerSocket listening = RawPeer.listen()) {
            CompletableFuture<RawPeer> accepting = CompletableFuture.supplyAsync(() -> RawPeer.server(listening));
            try (TestClient client = TestClient.with()
                            .pingInterval(Duration.ofSeconds(10))
                            .connect(listening.getLocalPort());
                    RawPeer server = Events.get(accepting)) {
                List<Boolean> told = new CopyOnWriteArrayList<>();
                Connection connection = client.connection;
                connection.onSuspect(told::add);
                assertThat(connection.suspect()).isFalse();

                client.call("say", "x"); // which nobody answers: after a second the server is asked
                FrameHeader ping = server.read(FrameType.PING);
                long question = ControlPayload.opaque(ping);
                Events.until("it is suspect", connection::suspect);
                Events.until("the listener knows", () -> told.equals(List.of(true)));
                assertThat(connection.state()).isEqualTo(Connection.State.READY);

                server.frame((writer, out) -> writer.pong(out, question, 1, 0));
                Events.until("it is not", () -> !connection.suspect());
                Events.until("the listener knows", () -> told.equals(List.of(true, false)));

                server.read(FrameType.PING);
                Events.until("it is again", () -> told.equals(List.of(true, false, true)));
            }
        }
    }
}
