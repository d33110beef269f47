package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Payload;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.Status;
import io.volant.rpc.contract.Events;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An event loop that stands still while an answer comes and its deadline goes. */
@Timeout(60)
class StallTest {
    private static final int SAY = 1;

    @Test
    void anAnswerThatLiesInTheSocketIsReadBeforeItsCallIsGivenUp() throws IOException {
        FakeTicker time = new FakeTicker();
        CountDownLatch standing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ServerSocket listening = RawPeer.listen()) {
            CompletableFuture<RawPeer> accepting = CompletableFuture.supplyAsync(() -> RawPeer.server(listening));
            try (TestClient client = TestClient.with().ticker(time).connect(listening.getLocalPort());
                    RawPeer server = Events.get(accepting)) {
                Request answered = client.request("say", "x");
                CompletableFuture<Response> answer = client.call(answered);
                int id = server.read(FrameType.REQUEST).callId();
                Request other = client.request("say", "y");
                CompletableFuture<Void> standsStill = client.call(other).thenAccept(response -> {
                    standing.countDown();
                    Events.await(goOn);
                });
                other.scope().cancel(Status.CANCELLED); // its end holds the event loop, outside of any reading
                Events.await(standing);

                server.frame((writer, out) -> {
                    Payload body = TestClient.codec(Echo.class).method(SAY).encodeResult("in time");
                    MessageHead head = new MessageHead().start(FrameType.RESPONSE, 0, id);
                    writer.message(out, head, body.array(), body.offset(), body.length());
                });
                time.advance(Duration.ofMinutes(1));
                answered.scope().cancel(Status.DEADLINE_EXCEEDED); // as a thread does that waits for its answer
                goOn.countDown();

                assertThat(Events.get(answer).value()).isEqualTo("in time");
                Events.get(standsStill);
            }
        }
    }
}
