package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.volant.rpc.Status;
import io.volant.rpc.WireLimits;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandshakeTest {
    private static final int COMPRESSION = Features.COMPRESSION;
    private static final int CHECKSUM = Features.CHECKSUM;
    private static final int TIMING = Features.SERVER_TIMING;

    private final Introduction client = Introduction.of(PeerLimits.DEFAULT, "volant-kryo/1")
            .withCompressors(List.of("zstd", "lz4", "snappy"))
            .withName("client");
    private final Introduction server = Introduction.of(PeerLimits.DEFAULT, "volant-kryo/1")
            .withCompressors(List.of("lz4", "zstd"))
            .withInstance(new Instance(1, 2, 3))
            .withName("server");

    @Test
    void featuresOfBothSidesAreAgreedOn() {
        ServerHello hello =
                Handshake.answer(ClientHello.of(COMPRESSION | TIMING, 0, client), TIMING | CHECKSUM, 0, server);
        assertThat(hello.version()).isEqualTo(1);
        assertThat(hello.agreed()).isEqualTo(TIMING);
    }

    @Test
    void compressorsAreAgreedInTheOrderOfTheClient() {
        ServerHello hello = Handshake.answer(ClientHello.of(COMPRESSION, 0, client), COMPRESSION, 0, server);
        assertThat(hello.introduction().compressors()).containsExactly("zstd", "lz4");
        assertThat(hello.agreed()).isEqualTo(COMPRESSION);
    }

    @Test
    void withoutACommonCompressorCompressionIsNotAgreed() {
        Introduction other = client.withCompressors(List.of("snappy"));
        ServerHello hello =
                Handshake.answer(ClientHello.of(COMPRESSION | TIMING, 0, other), COMPRESSION | TIMING, 0, server);
        assertThat(hello.agreed()).isEqualTo(TIMING);
        assertThat(hello.introduction().compressors()).isEmpty();
    }

    @Test
    void withoutCompressionNoCompressorIsNamed() {
        ServerHello hello = Handshake.answer(ClientHello.of(0, 0, client), COMPRESSION, 0, server);
        assertThat(hello.introduction().compressors()).isEmpty();
    }

    @Test
    void aClientThatRequiresWhatTheServerLacksIsRefused() {
        assertThat(refused(ClientHello.of(CHECKSUM, CHECKSUM, client), TIMING, 0)
                        .status())
                .isEqualTo(Status.UNIMPLEMENTED.code());
        assertThat(refused(ClientHello.of(1 << 30, 1 << 30, client), Bytes.ALL_FEATURES, 0)
                        .reason())
                .isEqualTo("P-HS-5: required features: 0x40000000 (this server has: 0x7)");
    }

    @Test
    void aClientThatRequiresCompressionWithoutACommonCompressorIsRefused() {
        Introduction other = client.withCompressors(List.of("snappy"));
        assertThat(refused(ClientHello.of(COMPRESSION, COMPRESSION, other), COMPRESSION, 0)
                        .reason())
                .startsWith("P-HS-5: ");
    }

    @Test
    void aClientThatDoesNotOfferWhatTheServerRequiresIsRefused() {
        assertThat(refused(ClientHello.of(TIMING, 0, client), Bytes.ALL_FEATURES, CHECKSUM)
                        .status())
                .isEqualTo(Status.FAILED_PRECONDITION.code());
    }

    @Test
    void anotherSerializerIsRefused() {
        Introduction other = Introduction.of(PeerLimits.DEFAULT, "fory/1");
        Refusal refusal = refused(ClientHello.of(0, 0, other), 0, 0);
        assertThat(refusal.status()).isEqualTo(Status.FAILED_PRECONDITION.code());
        assertThat(refusal.reason()).isEqualTo("P-HS-9: serializer: fory/1 (this server speaks: volant-kryo/1)");
    }

    @Test
    void theLongerPingIntervalIsAgreed() {
        ClientHello eager = ClientHello.of(0, 0, client.withLimits(PeerLimits.DEFAULT.withPingIntervalMillis(200)));
        ClientHello lazy = ClientHello.of(0, 0, client.withLimits(PeerLimits.DEFAULT.withPingIntervalMillis(20_000)));
        assertThat(pingInterval(eager)).isEqualTo(10_000);
        assertThat(pingInterval(lazy)).isEqualTo(20_000);
    }

    @Test
    void bothSidesComeToTheSameAgreement() {
        PeerLimits small = PeerLimits.of(
                WireLimits.defaults().withFragment(2_048 * 4).withMaxMessage(1 << 20),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5));
        ClientHello hello = ClientHello.of(COMPRESSION | TIMING, TIMING, client.withLimits(small));
        ServerHello answer = Handshake.answer(hello, Bytes.ALL_FEATURES, 0, server);
        Agreement there = Handshake.accepted(hello, answer);
        Agreement here = Handshake.conclude(hello, answer);
        assertThat(here.features()).isEqualTo(there.features()).isEqualTo(COMPRESSION | TIMING);
        assertThat(here.compressors()).isEqualTo(there.compressors()).containsExactly("zstd", "lz4");
        assertThat(here.pingIntervalMillis())
                .isEqualTo(there.pingIntervalMillis())
                .isEqualTo(10_000);
        assertThat(here.sendableFragment()).isEqualTo(there.sendableFragment()).isEqualTo(8_192);
        assertThat(here.sendableMessage()).isEqualTo(16 << 20);
        assertThat(there.sendableMessage()).isEqualTo(1 << 20);
        assertThat(here.sendableFrame()).isEqualTo(there.sendableFrame()).isEqualTo(256 << 10);
        assertThat(here.own()).isEqualTo(small);
        assertThat(here.peer().name()).isEqualTo("server");
        assertThat(here.peer().instance()).isEqualTo(new Instance(1, 2, 3));
        assertThat(there.peer().name()).isEqualTo("client");
        assertThat(here.newChecksum().size()).isZero();
    }

    @Test
    void anAgreedChecksumTakesFourBytes() {
        ClientHello hello = ClientHello.of(CHECKSUM, CHECKSUM, client);
        Agreement agreement = Handshake.conclude(hello, Handshake.answer(hello, Bytes.ALL_FEATURES, 0, server));
        assertThat(agreement.newChecksum().size()).isEqualTo(4);
        assertThat(agreement.newChecksum()).isNotSameAs(agreement.newChecksum());
    }

    @Test
    void aClientClosesOnAnAnswerThatDoesNotFit() {
        ClientHello hello = ClientHello.of(COMPRESSION | TIMING, TIMING, client);
        Bytes.fault(Rule.VERSION, () -> Handshake.conclude(hello, new ServerHello(2, TIMING, server)));
        Bytes.fault(Rule.FEATURES, () -> Handshake.conclude(hello, new ServerHello(1, TIMING | CHECKSUM, server)));
        Bytes.fault(Rule.FEATURES, () -> Handshake.conclude(hello, new ServerHello(1, COMPRESSION, server)));
        Introduction unknown = server.withCompressors(List.of("brotli"));
        Bytes.fault(Rule.FEATURES, () -> Handshake.conclude(hello, new ServerHello(1, TIMING, unknown)));
        Introduction other = Introduction.of(PeerLimits.DEFAULT, "fory/1");
        Bytes.fault(Rule.SERIALIZER, () -> Handshake.conclude(hello, new ServerHello(1, TIMING, other)));
    }

    @Test
    void aClientCannotRequireWhatItDoesNotOffer() {
        assertThatThrownBy(() -> ClientHello.of(TIMING, CHECKSUM, client))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("required features: 0x2 (expected: only offered ones, 0x4)");
    }

    @Test
    void anIntroductionNamesASerializerAndAtMost16Compressors() {
        assertThatThrownBy(() -> Introduction.of(PeerLimits.DEFAULT, "")).hasMessageContaining("serializer: empty");
        assertThat(client.withCompressors(Collections.nCopies(16, "c")).compressors())
                .hasSize(16);
        assertThatThrownBy(() -> client.withCompressors(Collections.nCopies(17, "c")))
                .hasMessage("compressors: 17 (expected: at most 16)");
    }

    @Test
    void firstBytesAreShownAsHexAndAsText() {
        assertThat(FirstBytes.of(Bytes.of("207e1f7f00"))).isEqualTo("first bytes: 20 7e 1f 7f \" ~..\"");
        assertThat(FirstBytes.of(Bytes.of("41"))).isEqualTo("first bytes: 41 \"A\"");
    }

    @Test
    void timesOfTheConfigurationAreBroughtIntoTheRangeOfTheWire() {
        PeerLimits shortest = PeerLimits.of(WireLimits.defaults(), Duration.ofNanos(1), Duration.ofNanos(1));
        assertThat(shortest.pingIntervalMillis()).isEqualTo(100);
        assertThat(shortest.deadlineCapMillis()).isEqualTo(1);
        PeerLimits longest =
                PeerLimits.of(WireLimits.defaults(), Duration.ofDays(1_000_000), Duration.ofDays(1_000_000));
        assertThat(longest.pingIntervalMillis()).isEqualTo(3_600_000);
        assertThat(longest.deadlineCapMillis()).isEqualTo(86_400_000);
    }

    private int pingInterval(ClientHello hello) {
        return Handshake.conclude(hello, Handshake.answer(hello, 0, 0, server)).pingIntervalMillis();
    }

    private Refusal refused(ClientHello hello, int supported, int required) {
        HandshakeRefused refused = catchThrowableOfType(
                HandshakeRefused.class, () -> Handshake.answer(hello, supported, required, server));
        assertThat(refused).isNotNull();
        return refused.refusal();
    }
}
