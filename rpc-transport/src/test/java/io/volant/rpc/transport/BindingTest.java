package io.volant.rpc.transport;

import static io.volant.rpc.contract.Events.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Failure;
import io.volant.rpc.Metadata;
import io.volant.rpc.Outcome;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import io.volant.rpc.ServiceCodec;
import io.volant.rpc.Status;
import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BindingTest {
    record Name(String text) {}

    /** The service as an older client knows it. */
    static final class Older {
        record OldName(long text) {}

        @RpcService
        interface Names {
            OldName first(String name);

            String second(String name);

            @RpcMethod(oneway = true)
            void third(String name);

            String gone(String name);
        }
    }

    @RpcService
    interface Names {
        String added(String name);

        Name first(String name);

        String second(String name);

        @RpcMethod(oneway = true)
        void third(String name);
    }

    private final ConcurrentLinkedQueue<String> called = new ConcurrentLinkedQueue<>();
    private final TestServer server = TestServer.with()
            .codec(TestClient.codec(Names.class))
            .start(request -> {
                called.add(request.method().name());
                return CompletableFuture.completedFuture(TestServer.answer(request, "ok"));
            });
    private final TestClient client = TestClient.with().connect("localhost", server.port());
    private final ServiceCodec older = TestClient.codec(Older.Names.class);

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void aServerThatHasMoreMethodsRefusesNobodyAndADifferingMethodFailsAlone() {
        List<CompletableFuture<Response>> early = new ArrayList<>(); // sent behind the BIND, before its answer came
        for (int i = 0; i < 50; i++) {
            early.add(call(older, "second", "x"));
        }
        Failure sent = get(call(older, "first", "x")).failure();
        early.forEach(answer -> assertThat(get(answer).value()).isEqualTo("ok"));

        Failure known = get(call(older, "first", "x")).failure();

        for (Failure failure : List.of(sent, known)) {
            assertThat(failure.status()).isEqualTo(Status.FAILED_PRECONDITION);
            assertThat(failure.message())
                    .startsWith("first differs between this client and localhost:" + server.port() + ":\n  ")
                    .contains(" here, ", " there");
        }
        assertThat(sent.outcome()).isIn(Outcome.REJECTED, Outcome.NOT_SENT);
        assertThat(known.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(called).containsOnly("second");
    }

    @Test
    void aMethodThatTheServerDoesNotHave() {
        Failure failure = get(call(older, "gone", "x")).failure();

        assertThat(failure.status()).isEqualTo(Status.UNIMPLEMENTED);
        assertThat(failure.outcome().notExecuted()).isTrue();
        assertThat(failure.message())
                .isEqualTo("Names:1 on localhost:" + server.port()
                        + " has no method gone(java.lang.String). Not executed.");
    }

    @Test
    void oneWayCallsBeforeTheAnswerAreNotLostWhenTheServerWantsTheFullForm() {
        for (int i = 0; i < 20; i++) {
            assertThat(get(call(older, "third", "x")).isSuccess()).isTrue();
        }

        Events.until("all have run", () -> called.size() == 20);
        assertThat(called).containsOnly("third");
    }

    @Test
    void aServiceThatTheServerDoesNotHave() {
        ServiceCodec echo = TestClient.codec(Echo.class);
        Failure sent = get(call(echo, "say", "x")).failure();
        Failure known = get(call(echo, "say", "x")).failure();

        for (Failure failure : List.of(sent, known)) {
            assertThat(failure.status()).isEqualTo(Status.UNIMPLEMENTED);
            assertThat(failure.message())
                    .isEqualTo("localhost:" + server.port() + " has no Echo:1. It serves: Names:1. Not executed.");
        }
        assertThat(known.outcome()).isEqualTo(Outcome.NOT_SENT);
    }

    @Test
    void codecsOfTheSameServiceShareOneBinding() {
        for (int i = 0; i < 200; i++) { // a binding each would have used up half the ids
            assertThat(get(call(TestClient.codec(Names.class), "second", "x")).value())
                    .isEqualTo("ok");
        }

        assertThat(called).hasSize(200);
    }

    @Test
    void twoServicesOfOneConnectionHaveRangesOfTheirOwn() {
        ServiceCodec names = TestClient.codec(Names.class);
        for (int i = 0; i < 10; i++) {
            assertThat(get(call(names, "second", "x")).value()).isEqualTo("ok");
            assertThat(get(call(older, "second", "x")).value()).isEqualTo("ok");
        }

        assertThat(called).hasSize(20).containsOnly("second");
    }

    private CompletableFuture<Response> call(ServiceCodec codec, String method, Object argument) {
        Request request = TestClient.request(
                codec, Duration.ofSeconds(30), Metadata.empty(), client.runtime.ticker(), method, argument);
        return client.call(request);
    }
}
