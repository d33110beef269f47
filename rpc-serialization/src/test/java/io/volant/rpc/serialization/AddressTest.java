package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.CodecException;
import io.volant.rpc.MethodCodec;
import io.volant.rpc.RpcService;
import io.volant.rpc.ServiceCodec;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

/** An Internet address is its bytes, and nothing that one machine alone knows. */
class AddressTest {
    private static final byte[] LINK_LOCAL = {(byte) 0xFE, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 127, 0, 0, 1};

    @RpcService
    interface Addresses {
        InetAddress any(InetAddress v);

        Inet4Address four(Inet4Address v);

        Inet6Address six(Inet6Address v);
    }

    private static final ServiceCodec CODEC = Codecs.of(Addresses.class);

    private static Object roundTrip(String method, Object value) {
        MethodCodec codec = Codecs.method(CODEC, method);
        return codec.decodeArguments(Codecs.moved(codec.encodeArguments(new Object[] {value})))[0];
    }

    @Test
    void theHostNameStaysWhereItIsAndIsNeverLookedUp() throws UnknownHostException {
        InetAddress named = InetAddress.getByAddress("db.invalid", new byte[] {10, 0, 0, 1});

        assertThat(roundTrip("any", named)).isEqualTo(named).hasToString("/10.0.0.1");
    }

    @Test
    void theScopeIdStaysOnItsMachine() throws UnknownHostException {
        Inet6Address scoped = Inet6Address.getByAddress(null, LINK_LOCAL, 3);

        assertThat((Inet6Address) roundTrip("six", scoped))
                .isEqualTo(scoped)
                .satisfies(back -> assertThat(back.getScopeId()).isZero());
        assertThat(roundTrip("any", scoped)).isEqualTo(scoped).hasToString("/fe80:0:0:0:0:0:0:1");
    }

    @Test
    void anIpv4AddressInSixteenBytesBecomesWhatItIs() throws UnknownHostException {
        Inet6Address disguised = Inet6Address.getByAddress(null, MAPPED, -1);

        assertThat(roundTrip("any", disguised)).isEqualTo(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        assertThatThrownBy(() -> roundTrip("six", disguised))
                .isInstanceOf(CodecException.class)
                .hasMessage("v: an IPv4 address in the form of an Inet6Address");
    }

    @Test
    void theOtherFamilyIsRefusedByTheReader() {
        assertThatThrownBy(() -> Codecs.method(CODEC, "four")
                        .decodeArguments(Codecs.payload("01 11 fe80 0000 0000 0000 0000 0000 0000 0001")))
                .hasMessage("v: not a Inet4Address");
        assertThatThrownBy(() -> Codecs.method(CODEC, "six").decodeArguments(Codecs.payload("01 05 0a000001")))
                .hasMessage("v: not a Inet6Address");
    }
}
