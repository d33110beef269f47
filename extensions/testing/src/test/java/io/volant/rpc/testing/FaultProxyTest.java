package io.volant.rpc.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.testing.Peers.Pair;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class FaultProxyTest {
    private static final long SEED = 42;
    private static final byte[] HELLO = "hello".getBytes(US_ASCII);

    private Peers peers;

    @BeforeEach
    void open() throws IOException {
        peers = new Peers(SEED);
    }

    @AfterEach
    void close() throws IOException {
        peers.close();
    }

    @Test
    void whatIsSentArrivesEitherWayAndSoDoesTheEnd() throws Exception {
        Pair pair = peers.connect();
        byte[] bulk = new byte[3 << 20];
        new Random(SEED).nextBytes(bulk);

        Thread sender = new Thread(() -> sendAndEnd(pair.client(), bulk));
        sender.start();
        assertThat(pair.server().getInputStream().readAllBytes()).isEqualTo(bulk);
        sender.join();
        Peers.send(pair.server(), HELLO);
        assertThat(Peers.receive(pair.client(), HELLO.length)).isEqualTo(HELLO);
        assertThat(peers.proxy.evidence())
                .isEqualTo(new FaultEvidence(1, 0, 0, 0, bulk.length + HELLO.length, 0, 0, 0, 0, 0));
    }

    private static void sendAndEnd(Socket socket, byte[] bytes) {
        try {
            Peers.send(socket, bytes);
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aDelayIsKeptByEveryByteAndEndsWhenTheLineIsHealed() throws Exception {
        Pair pair = peers.connect();
        peers.proxy.delay(Duration.ofMillis(150));

        long start = System.nanoTime();
        Peers.send(pair.client(), HELLO);
        Peers.receive(pair.server(), HELLO.length);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(149));

        peers.proxy.delay(Duration.ofMinutes(10));
        Peers.send(pair.server(), HELLO);
        until(() -> peers.proxy.evidence().delayed() >= 2L * HELLO.length);
        peers.proxy.heal();
        assertThat(Peers.receive(pair.client(), HELLO.length)).isEqualTo(HELLO);
    }

    /** The evidence is not announced. */
    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("nanoseconds past the bound").isNegative();
            LockSupport.parkNanos(100_000);
        }
    }

    @Test
    void jitterPutsNothingOutOfOrder() throws Exception {
        Pair pair = peers.connect();
        peers.proxy.apply(LinkFaults.none().withJitter(Duration.ofMillis(3)));

        byte[] sent = new byte[100];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) i;
            pair.client().getOutputStream().write(i);
        }
        assertThat(Peers.receive(pair.server(), sent.length)).isEqualTo(sent);
        assertThat(peers.proxy.evidence().delayed()).isEqualTo(sent.length);
    }

    @Test
    void aLineThatIsCutOneWaySwallowsWhatIsSentThereAndItsEnd() throws Exception {
        Pair pair = peers.connect();
        peers.proxy.cut(Direction.TO_SERVER);

        sendAndEnd(pair.client(), HELLO);
        until(() -> peers.proxy.evidence().lost() >= HELLO.length);
        Peers.send(pair.server(), HELLO);
        assertThat(Peers.receive(pair.client(), HELLO.length)).isEqualTo(HELLO);
        pair.server().setSoTimeout(50);
        assertThatThrownBy(() -> pair.server().getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        assertThat(peers.proxy.evidence().passed()).isEqualTo(HELLO.length);
    }

    @Test
    void faultsOfOpenConnectionsLeaveLaterOnesAlone() throws Exception {
        Pair early = peers.connect();
        peers.proxy.applyToOpen(Direction.TO_SERVER, LinkFaults.held());
        Peers.send(early.client(), HELLO);
        until(() -> peers.proxy.evidence().held() >= HELLO.length);

        Pair late = peers.connect();
        Peers.send(late.client(), HELLO);
        assertThat(Peers.receive(late.server(), HELLO.length)).isEqualTo(HELLO);
        assertThat(early.server().getInputStream().available()).isZero();

        peers.proxy.heal();
        assertThat(Peers.receive(early.server(), HELLO.length)).isEqualTo(HELLO);
    }

    @Test
    void aTruncatedStreamEndsEarlyAndTheRestIsLost() throws Exception {
        Pair pair = peers.connect();
        peers.proxy.apply(Direction.TO_CLIENT, LinkFaults.none().withTruncateAfter(3));

        Peers.send(pair.server(), HELLO);
        assertThat(pair.client().getInputStream().readAllBytes()).isEqualTo("hel".getBytes(US_ASCII));
        until(() -> peers.proxy.evidence().lost() >= 2);
        assertThat(peers.proxy.evidence().truncated()).isOne();
        Peers.send(pair.client(), HELLO);
        assertThat(Peers.receive(pair.server(), HELLO.length)).isEqualTo(HELLO);
    }

    @Test
    void damageTurnsOneBitOfSomeBytesTheSameForTheSameSeed() throws Exception {
        byte[] first = damaged(SEED);

        int bits = 0;
        for (byte each : first) {
            bits += Integer.bitCount(each & 0xFF);
        }
        assertThat(bits).isBetween(50, 150);
        assertThat(damaged(SEED)).isEqualTo(first);
        assertThat(damaged(SEED + 1)).isNotEqualTo(first);
    }

    /** What becomes of ten thousand zeros of which one in a hundred is damaged. */
    private static byte[] damaged(long seed) throws Exception {
        try (Peers peers = new Peers(seed)) {
            peers.proxy.apply(Direction.TO_SERVER, LinkFaults.none().withDamage(0.01));
            Pair pair = peers.connect();
            byte[] zeros = new byte[10_000];
            Peers.send(pair.client(), zeros);
            byte[] received = Peers.receive(pair.server(), zeros.length);
            int differing = 0;
            for (byte each : received) {
                differing += each == 0 ? 0 : 1;
            }
            assertThat(peers.proxy.evidence().damaged()).isEqualTo(differing);
            return received;
        }
    }

    @Test
    void whatIsDuplicatedComesAgainBehindItself() throws Exception {
        peers.proxy.apply(Direction.TO_SERVER, LinkFaults.none().withDuplication(1));
        Pair pair = peers.connect();

        Peers.send(pair.client(), "abc".getBytes(US_ASCII));
        assertThat(Peers.receive(pair.server(), 9)).isEqualTo("aababcabc".getBytes(US_ASCII));
        assertThat(peers.proxy.evidence().duplicated()).isEqualTo(6);
    }

    @Test
    void aLineWithARateTakesItsTime() throws Exception {
        Pair pair = peers.connect();
        peers.proxy.apply(LinkFaults.none().withBytesPerSecond(1_000));

        long start = System.nanoTime();
        Peers.send(pair.client(), new byte[200]);
        Peers.receive(pair.server(), 200);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(170));
    }

    @Test
    void aResetIsHeardAtBothEnds() throws Exception {
        Pair pair = peers.connect();

        assertThat(peers.proxy.reset()).isOne();

        assertThatThrownBy(() -> pair.client().getInputStream().read()).isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> pair.server().getInputStream().read()).isInstanceOf(SocketException.class);
        assertThat(peers.proxy.evidence().reset()).isOne();
        assertThat(peers.proxy.reset()).isZero();
    }

    @Test
    void theResetOfOneEndIsHeardAtTheOther() throws Exception {
        Pair pair = peers.connect();

        pair.client().setSoLinger(true, 0);
        pair.client().close();

        assertThatThrownBy(() -> pair.server().getInputStream().read()).isInstanceOf(SocketException.class);
    }

    @Test
    void aProxyThatRefusesResetsNewConnectionsUntilItIsHealed() throws Exception {
        Pair open = peers.connect();
        peers.proxy.refuse();

        try (Socket refused = peers.dial()) {
            assertThatThrownBy(() -> refused.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        Peers.send(open.client(), HELLO);
        assertThat(Peers.receive(open.server(), HELLO.length)).isEqualTo(HELLO);
        assertThat(peers.proxy.evidence().refused()).isOne();

        peers.proxy.heal();
        peers.connect();
    }

    @Test
    void aServerThatIsGoneIsAReset() throws Exception {
        peers.stopListening();

        try (Socket refused = peers.dial()) {
            assertThatThrownBy(() -> refused.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void closingEndsTheThreadsAndTheConnections() throws Exception {
        Pair pair = peers.connect();
        peers.proxy.apply(LinkFaults.held());
        Peers.send(pair.client(), HELLO);
        String threads = "fault-proxy-" + peers.proxy.port();

        peers.proxy.close();
        peers.proxy.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith(threads));
        assertThatThrownBy(() -> peers.dial()).isInstanceOf(IOException.class);
    }

    @Test
    void nonsenseIsRefusedWithWhatWasExpected() {
        assertThatThrownBy(() -> FaultProxy.to(70_000)).hasMessage("port: 70000 (expected: 1..65535)");
        assertThatThrownBy(() -> LinkFaults.none().withDamage(1.5)).hasMessage("damage: 1.5 (expected: 0 to 1)");
        assertThatThrownBy(() -> LinkFaults.none().withBytesPerSecond(0))
                .hasMessage("bytesPerSecond: 0 (expected: at least 1)");
        assertThatThrownBy(() -> LinkFaults.none().withDelay(Duration.ofMillis(-1)))
                .hasMessage("delay: PT-0.001S (expected: 0 to 1 hour)");
    }
}
