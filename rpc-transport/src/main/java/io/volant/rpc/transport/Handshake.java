package io.volant.rpc.transport;

import io.volant.rpc.Status;
import java.util.ArrayList;
import java.util.List;

/** How a client's hello and a server's answer become an {@link Agreement}, on either side. */
final class Handshake {
    /** The version of the protocol built here. */
    static final int VERSION = 1;

    private Handshake() {}

    /**
     * The server's hello to a client, or {@link HandshakeRefused}.
     *
     * @param supported the {@link Features} this server can use
     * @param required those without which it does not accept a client
     * @param own what the server tells about itself; its compressors in order of preference
     */
    static ServerHello answer(ClientHello client, int supported, int required, Introduction own) {
        List<String> compressors = common(client.introduction().compressors(), own.compressors());
        int usable = compressors.isEmpty() ? supported & ~Features.COMPRESSION : supported;
        checkFeatures(client, usable, required);
        if (!client.introduction().serializer().equals(own.serializer())) {
            throw new HandshakeRefused(
                    Rule.SERIALIZER,
                    Status.FAILED_PRECONDITION,
                    "serializer: " + client.introduction().serializer() + " (this server speaks: " + own.serializer()
                            + ")");
        }
        int agreed = client.offered() & usable;
        if (!Features.has(agreed, Features.COMPRESSION)) {
            compressors = List.of();
        }
        Epoch epoch = Features.has(agreed, Features.ONE_EXECUTION) ? own.epoch() : Epoch.NONE;
        int pingInterval = Math.max(
                client.introduction().limits().pingIntervalMillis(),
                own.limits().pingIntervalMillis());
        return new ServerHello(
                VERSION,
                agreed,
                own.withCompressors(compressors)
                        .withEpoch(epoch)
                        .withLimits(own.limits().withPingIntervalMillis(pingInterval)));
    }

    /** The agreement as the server sees it. */
    static Agreement accepted(ClientHello client, ServerHello own) {
        return agreement(own, own.introduction(), client.introduction());
    }

    /** The agreement as the client sees it; a {@link ProtocolFault} where the answer does not fit. */
    static Agreement conclude(ClientHello own, ServerHello answer) {
        if (answer.version() < own.minVersion() || answer.version() > own.maxVersion()) {
            throw new ProtocolFault(
                    Rule.VERSION,
                    "version: " + answer.version() + " (expected: " + own.minVersion() + ".." + own.maxVersion() + ")");
        }
        int agreed = answer.agreed();
        if ((agreed & ~own.offered()) != 0 || (own.required() & ~agreed) != 0) {
            throw new ProtocolFault(
                    Rule.FEATURES,
                    "agreed features: " + hex(agreed) + " (expected: within " + hex(own.offered()) + ", with "
                            + hex(own.required()) + ")");
        }
        Introduction peer = answer.introduction();
        if (!peer.serializer().equals(own.introduction().serializer())) {
            throw new ProtocolFault(
                    Rule.SERIALIZER,
                    "serializer: " + peer.serializer() + " (expected: "
                            + own.introduction().serializer() + ")");
        }
        if (!own.introduction().compressors().containsAll(peer.compressors())) {
            throw new ProtocolFault(
                    Rule.FEATURES,
                    "compressors: " + peer.compressors() + " (expected: among "
                            + own.introduction().compressors() + ")");
        }
        boolean repeatable = Features.has(agreed, Features.ONE_EXECUTION);
        if (repeatable && (peer.epoch().equals(Epoch.NONE) || peer.instance().equals(Instance.UNKNOWN))) {
            throw new ProtocolFault(
                    Rule.EPOCH,
                    "agreed features: " + hex(agreed) + ", but no entry " + Tlv.INSTANCE + " or " + Tlv.EPOCH
                            + " (expected: both)");
        }
        return agreement(answer, own.introduction(), peer);
    }

    private static void checkFeatures(ClientHello client, int usable, int required) {
        if ((client.required() & ~usable) != 0) {
            throw new HandshakeRefused(
                    Rule.FEATURES,
                    Status.UNIMPLEMENTED,
                    "required features: " + hex(client.required()) + " (this server has: " + hex(usable) + ")");
        }
        if ((required & ~(client.offered() & usable)) != 0) {
            throw new HandshakeRefused(
                    Rule.FEATURES,
                    Status.FAILED_PRECONDITION,
                    "offered features: " + hex(client.offered()) + " (this server requires: " + hex(required) + ")");
        }
    }

    private static Agreement agreement(ServerHello hello, Introduction own, Introduction peer) {
        return new Agreement(
                hello.version(),
                hello.agreed(),
                hello.introduction().compressors(),
                hello.introduction().limits().pingIntervalMillis(),
                hello.introduction().epoch(),
                own.limits(),
                peer);
    }

    private static List<String> common(List<String> wished, List<String> known) {
        List<String> both = new ArrayList<>(wished);
        both.retainAll(known);
        return both;
    }

    private static String hex(int features) {
        return "0x" + Integer.toHexString(features);
    }
}
