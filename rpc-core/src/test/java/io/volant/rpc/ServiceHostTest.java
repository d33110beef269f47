package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.contract.PlainSerializer;
import io.volant.rpc.inprocess.InProcessTransport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ServiceHostTest {
    @RpcService
    interface Store {
        String read(String key);

        void touch(String key);
    }

    private static final class Touched implements Store {
        private final AtomicInteger touches = new AtomicInteger();

        @Override
        public String read(String key) {
            return "the value of " + key;
        }

        @Override
        public void touch(String key) {
            touches.incrementAndGet();
        }
    }

    private final InProcessTransport network = new InProcessTransport();
    private final Touched touched = new Touched();

    private RpcServerBuilder server() {
        return RpcServer.builder()
                .transport(network)
                .serializer(new PlainSerializer())
                .port(0)
                .service(Store.class, touched, on -> on.eventLoop());
    }

    private RpcClient client(RpcServer server) {
        return RpcClient.builder()
                .transport(network)
                .serializer(new PlainSerializer())
                .address("localhost:" + server.port())
                .connect();
    }

    @Test
    void aResponseThatAnInterceptorKeepsIsNotGivenAPayload() {
        Response kept = Response.success("kept");
        CompletableFuture<Response> answer = CompletableFuture.completedFuture(kept);
        try (RpcServer server = server().interceptor(Layer.CALL, (method, next) -> request -> answer)
                        .start();
                RpcClient client = client(server)) {
            Store store = client.stub(Store.class);
            assertThat(List.of(store.read("a"), store.read("b"))).containsOnly("kept");
        }
        assertThat(kept.hasPayload()).isFalse();
    }

    @Test
    void neitherIsOneThatAnInterceptorAnswersWithLater() throws Exception {
        Response kept = Response.success("kept");
        CompletableFuture<Response> answer = new CompletableFuture<>();
        CountDownLatch asked = new CountDownLatch(1);
        try (RpcServer server = server().interceptor(Layer.CALL, (method, next) -> request -> {
                            asked.countDown();
                            return answer;
                        })
                        .start();
                RpcClient client = client(server)) {
            CompletableFuture<String> read =
                    CompletableFuture.supplyAsync(() -> client.stub(Store.class).read("a"));
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            answer.complete(kept);
            assertThat(read.get(20, TimeUnit.SECONDS)).isEqualTo("kept");
        }
        assertThat(kept.hasPayload()).isFalse();
    }

    @Test
    void theResponseOfEveryMethodWithoutAResultStaysEmpty() {
        try (RpcServer server = server().start();
                RpcClient client = client(server)) {
            Store store = client.stub(Store.class);
            store.touch("a");
            store.touch("b");
            assertThat(store.read("a")).isEqualTo("the value of a");
        }
        assertThat(touched.touches).hasValue(2);
        assertThat(Response.empty().hasPayload()).isFalse();
    }
}
