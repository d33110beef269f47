package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.CallContext;
import io.volant.rpc.Endpoint;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.contract.Events;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A server hears that another one was faster. */
class HedgeOverSocketsTest extends ClusterRig {
    @RpcService
    interface Reader {
        @RpcMethod(timeout = "30s", idempotent = true, hedge = "10ms")
        CompletableFuture<String> read(int page);
    }

    /** Answers when it is told to, or at once. */
    private final class Server implements Reader {
        final AtomicBoolean hangs = new AtomicBoolean();
        final CompletableFuture<Boolean> hanging = new CompletableFuture<>();
        final CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
        final RpcServer server =
                closing(RpcServer.builder().port(0).service(Reader.class, this).start());

        @Override
        public CompletableFuture<String> read(int page) {
            if (!hangs.get()) {
                return CompletableFuture.completedFuture("page " + page);
            }
            CallContext.current().onCancel(() -> cancelled.complete(true));
            hanging.complete(true);
            return new CompletableFuture<>();
        }
    }

    @Test
    void aServerThatHangsIsOvertakenAndToldToStop() {
        Server a = new Server();
        Server b = new Server();
        list.say(Endpoint.parse(a.server.address()), Endpoint.parse(b.server.address()));
        var client = client();
        Reader reader = client.stub(Reader.class);
        untilReady(client, 2);
        for (int page = 0; page < 200; page++) {
            Events.get(reader.read(page));
        }
        a.hangs.set(true);

        for (int page = 0; !a.hanging.isDone(); page++) {
            assertThat(Events.get(reader.read(page))).isEqualTo("page " + page);
        }

        assertThat(Events.get(a.cancelled)).isTrue();
    }
}
