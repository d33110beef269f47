package io.volant.rpc.transport;

import static io.volant.rpc.contract.Events.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Connection;
import io.volant.rpc.Failure;
import io.volant.rpc.Metadata;
import io.volant.rpc.Outcome;
import io.volant.rpc.Response;
import io.volant.rpc.Status;
import io.volant.rpc.WireLimits;
import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LimitsTest {
    private static final WireLimits SMALL = WireLimits.defaults().withMaxMessage(100_000);

    @Test
    void argumentsAboveTheServersLimitAreNotSent() {
        try (TestServer server = TestServer.with().limits(SMALL).start(TestServer::echo);
                TestClient client = TestClient.with().connect("localhost", server.port())) {
            Failure failure = client.answer("bytes", (Object) new byte[100_001]).failure();

            assertThat(failure.status()).isEqualTo(Status.RESOURCE_EXHAUSTED);
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
            assertThat(failure.message())
                    .matches("Echo\\.bytes: arguments: \\d+ bytes \\(expected: at most 100000\\)\\. Not executed\\.");
            assertThat(client.answer("say", "still here").value()).isEqualTo("still here");
        }
    }

    @Test
    void aResultAboveTheClientsLimitSaysThatTheMethodRan() {
        try (TestServer server = TestServer.start(
                        request -> CompletableFuture.completedFuture(TestServer.answer(request, new byte[100_001])));
                TestClient client = TestClient.with().limits(SMALL).connect("localhost", server.port())) {
            Failure failure = client.answer("bytes", (Object) new byte[1]).failure();

            assertThat(failure.status()).isEqualTo(Status.RESOURCE_EXHAUSTED);
            assertThat(failure.outcome()).isEqualTo(Outcome.EXECUTED);
            assertThat(failure.message())
                    .matches("Echo\\.bytes: result: \\d+ bytes \\(expected: at most 100000\\)\\. Executed\\.");
        }
    }

    @Test
    void asManyCallsAsTheServerTakesAndNoMore() {
        Held held = new Held();
        try (TestServer server = TestServer.with()
                        .limits(WireLimits.defaults().withMaxInFlight(3))
                        .start(held);
                TestClient client = TestClient.with().connect("localhost", server.port())) {
            List<CompletableFuture<Response>> answers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                answers.add(client.call("say", "call " + i));
            }

            Failure failure = client.answer("say", "one too many").failure();

            assertThat(failure.status()).isEqualTo(Status.OVERLOADED);
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
            assertThat(client.connection.inFlight()).isEqualTo(3);
            held.call(2);
            held.calls.forEach(Held.Call::answer);
            for (int i = 0; i < 3; i++) {
                assertThat(get(answers.get(i)).value()).isEqualTo("call " + i);
            }
            assertThat(client.connection.inFlight()).isZero();
        }
    }

    @Test
    void cancelledCallsCountOnTheServerUntilTheirHandlersEnd() {
        Held held = new Held();
        try (TestServer server = TestServer.with()
                        .limits(WireLimits.defaults().withMaxInFlight(2))
                        .start(held);
                TestClient client = TestClient.connect(server.port())) {
            for (int i = 0; i < 2; i++) {
                var request = client.request("say", "x");
                CompletableFuture<Response> answer = client.call(request);
                held.call(i);
                request.scope().cancel(Status.CANCELLED);
                assertThat(get(answer).failure().outcome()).isEqualTo(Outcome.UNKNOWN);
            }

            Failure failure = client.answer("say", "y").failure();

            assertThat(failure.status()).isEqualTo(Status.OVERLOADED);
            assertThat(failure.outcome()).isEqualTo(Outcome.REJECTED);
            held.call(0).answer();
            Events.until("there is room again", () -> {
                CompletableFuture<Response> answer = client.call("say", "z");
                Events.until("refused or running", () -> answer.isDone() || held.calls.size() > 2);
                return held.calls.size() > 2;
            });
        }
    }

    @Test
    void metadataAboveTheLimitIsRefusedBeforeItIsSent() {
        try (TestServer server = TestServer.start(TestServer::echo);
                TestClient client = TestClient.connect(server.port())) {
            Metadata metadata = Metadata.empty().with("large", new byte[8 << 10]);

            Failure failure = get(client.call(client.request(Duration.ofSeconds(5), metadata, "say", "x")))
                    .failure();

            assertThat(failure.status()).isEqualTo(Status.RESOURCE_EXHAUSTED);
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
        }
    }

    @Test
    void metadataTravelsBothWays() {
        Metadata metadata = Metadata.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .with("raw", new byte[] {0, -1});
        try (TestServer server = TestServer.start(request -> CompletableFuture.completedFuture(
                        TestServer.answer(request, "x").withMetadata(request.metadata())));
                TestClient client = TestClient.connect(server.port())) {
            Response answer = get(client.call(client.request(Duration.ofSeconds(5), metadata, "say", "x")));

            assertThat(answer.metadata()).isEqualTo(metadata);
        }
    }

    @Test
    void aDeadlineAboveTheServersCapIsRefusedAndNamesBoth() {
        try (TestServer server = TestServer.start(TestServer::echo);
                TestClient client = TestClient.with().connect("localhost", server.port())) {
            Failure failure = get(client.call(client.request(Duration.ofMinutes(2), Metadata.empty(), "say", "x")))
                    .failure();

            assertThat(failure.status()).isEqualTo(Status.INVALID_ARGUMENT);
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
            assertThat(failure.message())
                    .matches("Echo\\.say: time-out: \\d+ ms \\(expected: at most 60000 ms, the limit of localhost:"
                            + server.port() + "\\)\\. Not executed\\.");
        }
    }

    @Test
    void aClosedConnectionTakesNoCalls() {
        try (TestServer server = TestServer.start(TestServer::echo);
                TestClient client = TestClient.with().connect("localhost", server.port())) {
            client.connection.close();
            client.connection.close();

            assertThat(client.connection.state()).isEqualTo(Connection.State.CLOSED);
            Failure failure = client.answer("say", "x").failure();
            assertThat(failure.status()).isEqualTo(Status.UNAVAILABLE);
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
            assertThat(failure.message())
                    .isEqualTo("Echo.say: the connection to localhost:" + server.port() + " is closed. Not executed.");
        }
    }

    @Test
    void cancellingTheFutureOfACallHasNoEffect() {
        Held held = new Held();
        try (TestServer server = TestServer.start(held);
                TestClient client = TestClient.connect(server.port())) {
            CompletableFuture<Response> answer = client.call("say", "x");
            held.call(0);

            assertThat(answer.cancel(true)).isFalse();

            held.call(0).answer();
            assertThat(get(answer).value()).isEqualTo("x");
        }
    }
}
