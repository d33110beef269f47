package io.volant.rpc.transport;

import java.util.List;

/**
 * What a handshake led to, as one side sees it: how both sides speak for the life of the connection.
 *
 * @param features the agreed {@link Features}
 * @param compressors encoding n of a frame is the n-th of these, counted from 1
 * @param pingIntervalMillis least time between two pings of an idle connection
 * @param epoch the name of the connection; {@link Epoch#NONE} where calls are not asked again
 * @param own the limits this side announced and holds the peer to
 * @param peer what the peer told about itself; its limits bind this side
 */
record Agreement(
        int version,
        int features,
        List<String> compressors,
        int pingIntervalMillis,
        Epoch epoch,
        PeerLimits own,
        Introduction peer) {

    Agreement {
        compressors = List.copyOf(compressors);
    }

    boolean has(int feature) {
        return Features.has(features, feature);
    }

    /** Largest length field of a frame this side sends. */
    int sendableFrame() {
        return peer.limits().largestFrame();
    }

    /** Bodies longer than this are sent in several frames, each with at most this much of it. */
    int sendableFragment() {
        return Math.min(own.fragment(), peer.limits().fragment());
    }

    /** Most bytes of a body this side sends. */
    int sendableMessage() {
        return peer.limits().largestMessage();
    }

    /** A checksum for one direction of the connection, or none where it was not agreed. */
    FrameChecksum newChecksum() {
        return has(Features.CHECKSUM) ? FrameChecksum.crc32c() : FrameChecksum.none();
    }
}
