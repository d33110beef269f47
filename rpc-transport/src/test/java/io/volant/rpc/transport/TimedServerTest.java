package io.volant.rpc.transport;

import static io.volant.rpc.contract.Events.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.CallContext;
import io.volant.rpc.Outcome;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import io.volant.rpc.VolantRuntime;
import io.volant.rpc.contract.Events;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server says of the time that calls spend with it: one worker, one call that holds it, and others behind that. */
@Timeout(60)
class TimedServerTest {
    @RpcService
    interface Door {
        boolean pass();
    }

    private final class PlainDoor implements Door {
        @Override
        public boolean pass() {
            if (passing.incrementAndGet() == 1) {
                Events.await(release);
            }
            time.advance(Duration.ofMillis(3));
            return CallContext.current().deadline().expired();
        }
    }

    private final FakeTicker time = new FakeTicker();
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger passing = new AtomicInteger();
    private final VolantRuntime runtime = VolantRuntime.builder().ticker(time).build();
    private final RpcServer server = RpcServer.builder()
            .runtime(runtime)
            .workers(1)
            .service(Door.class, new PlainDoor())
            .start();

    @AfterEach
    void close() {
        release.countDown();
        server.close();
        runtime.close();
    }

    /** A client whose call 1 runs and whose call 2 waits. */
    private RawPeer twoCalls(int features, int millisOfTheSecond) throws IOException {
        RawPeer client = RawPeer.client(server.port(), features);
        long digest = BindKey.of(TestClient.codec(Door.class)).serviceDigest();
        client.frame((writer, out) -> writer.bind(out, 1, BindFrame.digest(0, "Door", "1", digest, 1)));
        client.read(FrameType.BIND_ACK);
        call(client, 1, 10_000);
        until("it runs", () -> passing.get() == 1);
        call(client, 2, millisOfTheSecond);
        until("it waits", () -> server.stats().workers().get(0).queued() == 1);
        return client;
    }

    private static void call(RawPeer client, int id, int millis) {
        MessageHead head = new MessageHead().start(FrameType.REQUEST, 0, id).deadline(millis);
        client.frame((writer, out) -> writer.message(out, head, new byte[0], 0, 0));
    }

    @Test
    void anAnswerSaysHowLongItsCallWaitedAndRan() throws IOException {
        try (RawPeer client = twoCalls(Features.SERVER_TIMING, 10_000)) {
            time.advance(Duration.ofMillis(50));
            release.countDown();

            FrameHeader first = client.read(FrameType.RESPONSE);
            assertThat(first.callId()).isEqualTo(1);
            assertThat(first.queueMicros()).isZero();
            assertThat(first.serviceMicros()).isEqualTo(53_000);
            FrameHeader second = client.read(FrameType.RESPONSE);
            assertThat(second.queueMicros()).isEqualTo(53_000);
            assertThat(second.serviceMicros()).isEqualTo(3_000);
        }
    }

    @Test
    void aCallThatIsDroppedInTheQueueHasOnlyWaited() throws IOException {
        try (RawPeer client = twoCalls(Features.SERVER_TIMING, 100)) {
            time.advance(Duration.ofMillis(200));
            release.countDown();
            client.read(FrameType.RESPONSE);

            FrameHeader dropped = client.read();

            assertThat(dropped.type()).isEqualTo(FrameType.ERROR);
            assertThat(dropped.aux()).isEqualTo(Status.DEADLINE_EXCEEDED.code());
            assertThat(dropped.hasTiming()).isTrue();
            assertThat(dropped.queueMicros()).isEqualTo(203_000);
            assertThat(dropped.serviceMicros()).isZero();
            assertThat(ErrorFrame.decode(dropped.aux(), dropped.body()).outcome())
                    .isEqualTo(Outcome.REJECTED);
        }
    }

    @Test
    void anOlderClientIsToldNothingOfIt() throws IOException {
        try (RawPeer client = twoCalls(0, 10_000)) {
            release.countDown();

            assertThat(client.read(FrameType.RESPONSE).hasTiming()).isFalse();
        }
    }

    @Test
    void aPongTellsHowManyCallsThereAreAndHowLongTheyWait() throws IOException {
        try (RawPeer client = twoCalls(0, 10_000)) {
            time.advance(Duration.ofMillis(40));
            client.frame((writer, out) -> writer.ping(out, 7));
            assertThat(Pong.read(client.read(FrameType.PONG))).isEqualTo(new Pong(7, 2, 40_000));

            release.countDown();
            client.read(FrameType.RESPONSE);
            client.read(FrameType.RESPONSE);
            time.advance(Duration.ofSeconds(10)); // so that the next is none too many
            client.frame((writer, out) -> writer.ping(out, 8));
            assertThat(Pong.read(client.read(FrameType.PONG))).isEqualTo(new Pong(8, 0, 43_000));
        }
    }
}
