package io.volant.rpc.transport;

import io.volant.rpc.Checksum;
import io.volant.rpc.Compression;
import io.volant.rpc.Compressor;
import io.volant.rpc.ConnectOptions;
import io.volant.rpc.ListenOptions;
import io.volant.rpc.WireLimits;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;

/** What this implementation says of itself in its hellos. */
final class Introductions {
    private Introductions() {}

    static Introduction ofClient(ConnectOptions options) {
        // no client runs calls for its server yet: the cap of its deadlines says nothing
        PeerLimits limits = PeerLimits.of(options.limits(), options.pingInterval(), Duration.ofDays(1));
        return Introduction.of(limits, options.serializer())
                .withCompressors(names(options.compression()))
                .withName(options.clientName());
    }

    static Introduction ofServer(ListenOptions options, Instance instance) {
        PeerLimits limits = PeerLimits.of(options.limits(), options.pingInterval(), options.deadlineCap());
        return Introduction.of(limits, options.serializer())
                .withCompressors(names(options.compression()))
                .withInstance(instance)
                .withEpoch(Epoch.fresh(options.runtime()));
    }

    /** What this side can use: checksums always, compression where it has a compressor, one execution where it keeps replies. */
    static int supported(Compression compression, WireLimits limits) {
        return Features.CHECKSUM
                | Features.SERVER_TIMING
                | (limits.keptReplies() == 0 ? 0 : Features.ONE_EXECUTION)
                | (compression.compressors().isEmpty() ? 0 : Features.COMPRESSION);
    }

    /** Whether this side asks for checksums on a connection to {@code remote}. */
    static boolean asksForChecksum(Checksum checksum, SocketAddress remote) {
        return switch (checksum) {
            case ON -> true;
            case OFF -> false;
            case AUTO ->
                remote instanceof InetSocketAddress address // a socket file does not leave the machine
                        && (address.getAddress() == null
                                || !address.getAddress().isLoopbackAddress());
        };
    }

    private static List<String> names(Compression compression) {
        return compression.compressors().stream().map(Compressor::name).toList();
    }
}
