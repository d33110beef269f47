package io.volant.rpc.transport;

import static io.volant.rpc.contract.Events.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.BytesInFlightStats;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcServer;
import io.volant.rpc.VolantRuntime;
import io.volant.rpc.WorkerStats;
import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that ask for much and read nothing cost a bounded number of bytes, and the others nothing but that. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SlowReadersTest {
    private static final int MIB = 1 << 20;
    private static final long LIMIT = 16 * MIB;
    private static final int WORKERS = 4;

    private final FakeTicker time = new FakeTicker();
    private final Vault.Plain vault = new Vault.Plain();

    @Test
    void whoReadsNothingStopsNobodyElseAndIsCutOffInTheEnd() {
        VolantRuntime runtime = VolantRuntime.builder()
                .eventLoops(2)
                .ticker(time)
                .inFlightBytes(LIMIT)
                .build();
        RpcServer server = RpcServer.builder()
                .runtime(runtime)
                .workers(WORKERS)
                .workersQueue(1_000)
                .service(Vault.class, vault)
                .start();
        List<RawPeer> slow = new ArrayList<>();
        try (RpcClient client = RpcClient.connect("localhost:" + server.port())) {
            Vault stub = client.stub(Vault.class);
            assertThat(stub.page(MIB)).hasSize(MIB);
            for (int i = 0; i < 3; i++) {
                slow.add(asking(server.port(), 200));
            }
            Events.until("the slow ones have what they may", () -> held(server).outbound() > 6L * MIB && idle(server));

            for (int i = 0; i < 50; i++) {
                assertThat(stub.one()).isEqualTo(1);
                assertThat(get(stub.pageLater(MIB))).hasSize(MIB);
            }

            assertThat(vault.pages.get()).isLessThan(600); // of those who read nothing most were not run
            assertThat(held(server).outbound()).isLessThan(LIMIT + 3L * WORKERS * MIB); // handlers that ran already
            Events.until("they are cut off", () -> {
                time.advance(Duration.ofMillis(500)); // in small steps: a jump would look like a stall of the server
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(30));
                return server.stats().connections().open() <= 1;
            });
            Events.until("nothing is held", () -> held(server).equals(new BytesInFlightStats(0, 0, LIMIT)));
        } finally {
            slow.forEach(RawPeer::close);
            server.shutdownNow();
            runtime.close();
        }
    }

    private static boolean idle(RpcServer server) {
        WorkerStats workers = server.stats().workers().get(0);
        return workers.active() == 0 && workers.queued() == 0;
    }

    private static BytesInFlightStats held(RpcServer server) {
        return server.stats().bytesInFlight();
    }

    /** A client that asks for so many pages of 1 MiB. */
    private static RawPeer asking(int port, int pages) {
        RawPeer peer = RawPeer.client(port);
        var codec = TestClient.codec(Vault.class);
        long digest = BindKey.of(codec).serviceDigest();
        int count = codec.service().methods().size();
        peer.frame((writer, out) -> writer.bind(out, 1, BindFrame.digest(0, "Vault", "1", digest, count)));
        peer.read(FrameType.BIND_ACK);
        int page = codec.service().methods().stream()
                .filter(method -> method.name().equals("page"))
                .findFirst()
                .orElseThrow()
                .index();
        var body = codec.method(page).encodeArguments(new Object[] {MIB});
        for (int id = 1; id <= pages; id++) {
            MessageHead head = new MessageHead().start(FrameType.REQUEST, page, id);
            peer.frame((writer, out) -> writer.message(out, head, body.array(), body.offset(), body.length()));
        }
        return peer;
    }
}
