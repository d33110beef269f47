package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.volant.rpc.RpcServer;
import io.volant.rpc.Status;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Handlers that end badly, seen on the wire: one ERROR, executed, without a trace of the stack, and the server goes on. */
class HostileHandlersTest {
    private static final int EXECUTED = 2;

    private static RpcServer server;

    @BeforeAll
    static void start() {
        server = RpcServer.builder()
                .workers(2)
                .service(Words.class, HostileHandlersTest::answer)
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static CompletableFuture<String> answer(String word) {
        return switch (word) {
            case "exception" -> throw new IllegalStateException("out of order");
            case "error" -> throw new AssertionError("out of order");
            case "overflow" -> CompletableFuture.completedFuture("" + deep(1));
            case "later" -> CompletableFuture.failedFuture(new IllegalStateException("out of order"));
            case "surrogate" -> CompletableFuture.completedFuture("\ud800");
            default -> CompletableFuture.completedFuture(word);
        };
    }

    private static long deep(long level) {
        return level > 0 ? 1 + deep(level + 1) : 0;
    }

    static Stream<Arguments> endings() {
        return Stream.of(
                arguments("exception", Status.INTERNAL, "java.lang.IllegalStateException"),
                arguments("error", Status.INTERNAL, "java.lang.AssertionError"),
                arguments("overflow", Status.INTERNAL, "java.lang.StackOverflowError"),
                arguments("later", Status.INTERNAL, "java.lang.IllegalStateException"),
                arguments("surrogate", Status.RESULT_UNENCODABLE, ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endings")
    void isOneErrorAndTheServerLives(String word, Status status, String type) throws IOException {
        try (WirePeer client = WirePeer.bound(server.port());
                WirePeer other = WirePeer.bound(server.port())) {
            for (int id = 1; id <= 10; id++) { // more often than there are workers
                client.send(WireBytes.request(id, word));
                WireFrame error = client.read();

                assertThat(error.type()).as(error.toString()).isEqualTo(WireBytes.ERROR);
                assertThat(error.callId()).isEqualTo(id);
                assertThat(Status.ofCode(error.aux())).as(error.text()).contains(status);
                assertThat(error.outcome()).as(error.text()).isEqualTo(EXECUTED);
                assertThat(error.text()).contains(type).doesNotContain("at io.volant", "HostileHandlersTest");
            }
            client.send(WireBytes.request(99, "fine"));
            other.send(WireBytes.request(1, "fine"));
            assertThat(client.read(WireBytes.RESPONSE).rest()).isEqualTo(WireBytes.body("fine"));
            assertThat(other.read(WireBytes.RESPONSE).rest()).isEqualTo(WireBytes.body("fine"));
        }
    }
}
