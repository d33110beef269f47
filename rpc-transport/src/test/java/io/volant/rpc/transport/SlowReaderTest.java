package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SlowReaderTest {
    private static final byte[] ARGUMENT = new byte[60_000];

    private final FakeTicker time = new FakeTicker();
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void aClientThatReadsNothingIsReadNoMoreAndCutOffAfterTenSeconds() {
        try (TestServer server = TestServer.with().ticker(time).start(request -> {
                    calls.incrementAndGet();
                    return TestServer.echo(request);
                });
                RawPeer client = RawPeer.client(server.port())) {
            long digest = BindKey.of(TestClient.codec(Echo.class)).serviceDigest();
            client.frame((writer, out) -> writer.bind(out, 1, BindFrame.digest(0, "Echo", "1", digest, 3)));
            client.read(FrameType.BIND_ACK);
            Thread asking = new Thread(() -> ask(client));
            asking.setDaemon(true);
            asking.start();
            AtomicInteger seen = new AtomicInteger();
            Events.until("nothing is read any more", () -> {
                waitMillis(200);
                return seen.getAndSet(calls.get()) == calls.get() && calls.get() > 0;
            });
            assertThat(calls.get() * (long) ARGUMENT.length).isLessThan(64 << 20);
            assertThat(asking.isAlive()).isTrue();

            Events.until("it is cut off", () -> {
                time.advance(Duration.ofMillis(500)); // in small steps: a jump would look like a stall of the server
                waitMillis(30);
                return !asking.isAlive();
            });
        }
    }

    private static void ask(RawPeer client) {
        try {
            var payload = TestClient.codec(Echo.class).method(0).encodeArguments(new Object[] {ARGUMENT});
            for (int id = 1; ; id++) {
                MessageHead head = new MessageHead().start(FrameType.REQUEST, 0, id);
                client.frame((writer, out) ->
                        writer.message(out, head, payload.array(), payload.offset(), payload.length()));
            }
        } catch (RuntimeException e) {
            return; // cut off
        }
    }

    private static void waitMillis(long millis) {
        LockSupport.parkNanos(millis * 1_000_000);
    }
}
