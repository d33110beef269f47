package io.volant.rpc.transport;

import static io.volant.rpc.contract.Events.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.volant.rpc.BytesInFlightStats;
import io.volant.rpc.Outcome;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcServer;
import io.volant.rpc.Status;
import io.volant.rpc.VolantRuntime;
import io.volant.rpc.contract.Events;
import io.volant.rpc.serialization.Lz4Compressor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the calls of a server hold is bounded for all its clients together, and given back whatever their end. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ServerRoomTest {
    private static final int LIMIT = 512 << 10;
    private static final byte[] MUCH = new byte[200 << 10];

    private final Vault.Plain vault = new Vault.Plain();
    private final VolantRuntime runtime =
            VolantRuntime.builder().eventLoops(2).inFlightBytes(LIMIT).build();
    private final RpcServer server = RpcServer.builder()
            .runtime(runtime)
            .compressor(new Lz4Compressor())
            .service(Vault.class, vault)
            .start();
    private RpcClient client;
    private Vault stub;

    @BeforeEach
    void connect() {
        client = RpcClient.connect("localhost:" + server.port());
        stub = client.stub(Vault.class);
    }

    @AfterEach
    void close() {
        client.close();
        server.shutdownNow();
        runtime.close();
    }

    @Test
    void aRequestWithoutRoomIsRefusedAndItsBytesAreSkipped() {
        CompletableFuture<Integer> first = stub.hold(MUCH);
        CompletableFuture<Integer> second = stub.hold(MUCH);
        Events.until("both are held", () -> held().inbound() > 2L * MUCH.length);

        RpcException refused = failure(stub.hold(MUCH));

        assertThat(refused.status()).isEqualTo(Status.OVERLOADED);
        assertThat(refused.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(refused)
                .hasMessageMatching(
                        "OVERLOADED: Vault.hold: no room for 205\\d{3} bytes, calls in flight hold 411\\d{3} of "
                                + "524288 bytes\\. Not executed\\.");
        assertThat(stub.one()).isEqualTo(1);
        vault.released.complete(7);
        assertThat(get(first)).isEqualTo(7);
        assertThat(get(second)).isEqualTo(7);
        assertNothingHeld();
    }

    @Test
    void aRequestThatCouldNeverFitIsRefusedAsTooLarge() {
        RpcException refused = failure(stub.hold(new byte[LIMIT]));
        assertThat(refused.status()).isEqualTo(Status.RESOURCE_EXHAUSTED);
        assertThat(refused.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(refused).hasMessageContaining("(expected: at most 524288, the room of all calls in flight)");
        assertNothingHeld();
    }

    @Test
    void whatIsDecompressedCountsAsWhatItBecomes() {
        try (RpcClient compressing = RpcClient.builder()
                .address("localhost:" + server.port())
                .compressor(new Lz4Compressor())
                .compressAbove(1_000)
                .connect()) {
            Vault small = compressing.stub(Vault.class);
            small.hold(MUCH);
            small.hold(MUCH);
            Events.until("both are held", () -> held().inbound() > 2L * MUCH.length);

            assertThat(failure(small.hold(MUCH)).status()).isEqualTo(Status.OVERLOADED);
        }
        vault.released.complete(1);
        assertNothingHeld();
    }

    @Test
    void aRequestThatIsNeverCompletedIsForgottenWithItsConnection() {
        try (RawPeer peer = bound()) {
            peer.frame((writer, out) ->
                    writer.first(out, new MessageHead().start(FrameType.REQUEST, 0, 1), MUCH.length, MUCH, 0, 1_000));
            Events.until("it is reserved", () -> held().inbound() > MUCH.length);
            peer.frame((writer, out) -> writer.fragmentAbort(out, 1, Status.CANCELLED.code()));
            Events.until("it is forgotten", () -> held().inbound() == 0);
            peer.frame((writer, out) ->
                    writer.first(out, new MessageHead().start(FrameType.REQUEST, 0, 2), MUCH.length, MUCH, 0, 1_000));
            Events.until("the next is reserved", () -> held().inbound() > MUCH.length);
        }
        assertNothingHeld();
    }

    @Test
    void aCallWhoseClientHasGoneHoldsNothingOnceItsHandlerHasEnded() {
        stub.hold(MUCH);
        Events.until("it is held", () -> held().inbound() > MUCH.length);
        client.close();
        assertNothingHeld(); // for its handler's future was cancelled
    }

    @Test
    void anEndOfTheServerLeavesNothingHeld() {
        stub.hold(MUCH);
        Events.until("it is held", () -> held().inbound() > MUCH.length);
        stub.pageLater(400 << 10); // not before: small requests overtake large ones, and a page that waits lets none in
        Events.until("a page is made", () -> vault.pages.get() == 1);
        server.shutdownNow();
        assertNothingHeld();
    }

    @Test
    void repliesAreHeldUntilTheyAreInTheSocket() {
        for (int i = 0; i < 20; i++) {
            assertThat(get(stub.pageLater(300 << 10))).hasSize(300 << 10);
        }
        assertNothingHeld();
    }

    @Test
    void aReplyWithoutRoomEndsItsCallAlone() {
        int most = LIMIT / 4; // so that its replies alone do not make the server refuse what comes behind them
        VolantRuntime narrow = VolantRuntime.builder().inFlightBytes(most).build();
        try (RpcClient little = RpcClient.builder()
                .address("localhost:" + server.port())
                .runtime(narrow)
                .connect()) {
            Vault narrowStub = little.stub(Vault.class);
            assertThat(narrowStub.page(100 << 10)).hasSize(100 << 10);
            CompletableFuture<byte[]> tooMuch = narrowStub.pageLater(most + 1);
            CompletableFuture<Integer> one = narrowStub.oneLater();

            RpcException ended = failure(tooMuch);

            assertThat(ended.status()).isEqualTo(Status.RESOURCE_EXHAUSTED);
            assertThat(ended.outcome()).isEqualTo(Outcome.EXECUTED);
            assertThat(ended)
                    .hasMessageContaining("for which there is no room now")
                    .hasMessageContaining("inFlightBytes");
            assertThat(get(one)).isEqualTo(1);
            assertThat(narrowStub.page(100 << 10)).hasSize(100 << 10);
            assertThat(little.stats().bytesInFlight()).isEqualTo(new BytesInFlightStats(0, 0, most));
        }
        narrow.close();
    }

    private RawPeer bound() {
        RawPeer peer = RawPeer.client(server.port());
        long digest = BindKey.of(TestClient.codec(Vault.class)).serviceDigest();
        int methods = TestClient.codec(Vault.class).service().methods().size();
        peer.frame((writer, out) -> writer.bind(out, 1, BindFrame.digest(0, "Vault", "1", digest, methods)));
        peer.read(FrameType.BIND_ACK);
        return peer;
    }

    private static RpcException failure(CompletableFuture<?> call) {
        CompletionException thrown = catchThrowableOfType(CompletionException.class, () -> get(call));
        assertThat(thrown).as("the call succeeded").isNotNull();
        return (RpcException) thrown.getCause();
    }

    private BytesInFlightStats held() {
        return server.stats().bytesInFlight();
    }

    private void assertNothingHeld() {
        Events.until("nothing is held", () -> held().equals(new BytesInFlightStats(0, 0, LIMIT)));
    }
}
