package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.CallContext;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import io.volant.rpc.testing.SimulatedNetwork;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server hears that another one was faster. */
@Timeout(60)
class HedgeOverTheWireTest {
    private static final Duration SOON = Duration.ofSeconds(1);

    @RpcService
    interface Reader {
        @RpcMethod(timeout = "30s", idempotent = true, hedge = "10ms")
        CompletableFuture<String> read(int page);
    }

    /** Answers at once until it is told to hang. */
    private static final class Server implements Reader {
        boolean hangs;
        boolean hanging;
        boolean cancelled;

        @Override
        public CompletableFuture<String> read(int page) {
            if (!hangs) {
                return CompletableFuture.completedFuture("page " + page);
            }
            CallContext.current().onCancel(() -> cancelled = true);
            hanging = true;
            return new CompletableFuture<>();
        }

        String on(SimulatedNetwork network) {
            return network.server().service(Reader.class, this).start().address();
        }
    }

    @Test
    void aServerThatHangsIsOvertakenAndToldToStop() {
        SimulatedNetwork.run(1, network -> {
            Server a = new Server();
            Server b = new Server();
            RpcClient client = network.client()
                    .routing(Cluster.of(a.on(network), b.on(network))
                            .balancer(new EachInTurn())
                            .slowStart(Duration.ZERO))
                    .connect();
            Reader reader = client.stub(Reader.class);
            for (int page = 0; page < 200; page++) {
                assertThat(read(network, reader, page)).isEqualTo("page " + page);
            }
            a.hangs = true;

            for (int page = 0; !a.hanging; page++) {
                Duration before = network.now();
                assertThat(read(network, reader, page)).isEqualTo("page " + page);
                assertThat(network.now().minus(before)).isLessThan(Duration.ofMillis(30));
            }

            network.runUntil(() -> a.cancelled, SOON);
        });
    }

    private static String read(SimulatedNetwork network, Reader reader, int page) {
        CompletableFuture<String> answer = reader.read(page);
        network.runUntil(answer::isDone, SOON);
        return answer.join();
    }
}
