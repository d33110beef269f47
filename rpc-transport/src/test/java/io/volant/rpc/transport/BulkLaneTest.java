package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.CallContext;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.VolantRuntime;
import io.volant.rpc.contract.Events;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Calls that are large because of their replies, which nobody knows before, over sockets. */
class BulkLaneTest {
    private static final int LARGE = 1 << 20;

    @RpcService
    interface Archive {
        @RpcMethod(timeout = "30s")
        CompletableFuture<byte[]> fetch(int bytes);

        int count();
    }

    private static final class PlainArchive implements Archive {
        private final Set<String> fetching = ConcurrentHashMap.newKeySet(); // whose calls came over which connection
        private final Set<String> counting = ConcurrentHashMap.newKeySet();

        @Override
        public CompletableFuture<byte[]> fetch(int bytes) {
            fetching.add(CallContext.current().peer().address());
            return CompletableFuture.completedFuture(new byte[bytes]);
        }

        @Override
        public int count() {
            counting.add(CallContext.current().peer().address());
            return 1;
        }
    }

    private final PlainArchive archive = new PlainArchive();

    /** Where a large reply is completed: on the loop of its connection. */
    private static String loopOf(CompletableFuture<byte[]> reply) {
        return Events.get(reply.thenApply(bytes -> Thread.currentThread().getName()));
    }

    @Test
    void aMethodWithLargeRepliesHasAConnectionOfItsOwnOnAnotherLoop() {
        try (VolantRuntime two = VolantRuntime.builder().eventLoops(2).build();
                RpcServer server =
                        RpcServer.builder().service(Archive.class, archive).start();
                RpcClient client = RpcClient.builder()
                        .address(server.address())
                        .runtime(two)
                        .connect()) {
            Archive stub = client.stub(Archive.class);
            stub.count();
            String first = loopOf(stub.fetch(LARGE));
            Events.until("large replies have a connection of their own", () -> {
                Events.get(stub.fetch(LARGE));
                return archive.fetching.size() == 2;
            });

            String bulk = loopOf(stub.fetch(LARGE));
            stub.count();

            assertThat(bulk).startsWith("volant-io-").isNotEqualTo(first);
            assertThat(archive.counting).hasSize(1);
            assertThat(client.stats().connections().open()).isEqualTo(2);
        }
    }

    @Test
    void aMethodWhoseRepliesBecomeSmallLeavesIt() {
        try (RpcServer server =
                        RpcServer.builder().service(Archive.class, archive).start();
                RpcClient client = RpcClient.connect(server.address())) {
            Archive stub = client.stub(Archive.class);
            stub.count();
            Events.until("large replies have a connection of their own", () -> {
                Events.get(stub.fetch(LARGE));
                return archive.fetching.size() == 2;
            });
            Events.until("they have it no more", () -> {
                archive.fetching.clear();
                Events.get(stub.fetch(1));
                return archive.counting.containsAll(archive.fetching);
            });
        }
    }
}
