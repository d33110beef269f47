package io.volant.rpc.transport;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a side tells about itself in its hello, besides version and features.
 *
 * @param serializer name and version of the body encoding, such as {@code volant-kryo/1}
 * @param compressors names, in a client's hello those it can read in order of preference, in a
 *     server's those agreed on: encoding n of a frame is the n-th of these, counted from 1
 * @param epoch that the server gave this connection
 * @param name for logs and diagnostics; empty where there is none
 * @param zone where the process runs; empty where it does not say
 */
record Introduction(
        PeerLimits limits,
        String serializer,
        List<String> compressors,
        Instance instance,
        Epoch epoch,
        String name,
        String zone) {

    /** Most bytes of each string of a hello. */
    static final int MAX_STRING = 256;

    /** Most compressors of a hello; an encoding is one byte and 0 names none. */
    static final int MAX_COMPRESSORS = 16;

    Introduction {
        requireNonNull(limits, "limits");
        requireNonNull(serializer, "serializer");
        requireNonNull(instance, "instance");
        requireNonNull(epoch, "epoch");
        requireNonNull(name, "name");
        requireNonNull(zone, "zone");
        compressors = List.copyOf(compressors);
        if (serializer.isEmpty()) {
            throw new IllegalArgumentException("serializer: empty (expected: a name and a version)");
        }
        if (compressors.size() > MAX_COMPRESSORS) {
            throw new IllegalArgumentException(
                    "compressors: " + compressors.size() + " (expected: at most " + MAX_COMPRESSORS + ")");
        }
    }

    /** With limits and serializer only. */
    static Introduction of(PeerLimits limits, String serializer) {
        return new Introduction(limits, serializer, List.of(), Instance.UNKNOWN, Epoch.NONE, "", "");
    }

    Introduction withLimits(PeerLimits limits) {
        return new Introduction(limits, serializer, compressors, instance, epoch, name, zone);
    }

    Introduction withCompressors(List<String> compressors) {
        return new Introduction(limits, serializer, compressors, instance, epoch, name, zone);
    }

    Introduction withInstance(Instance instance) {
        return new Introduction(limits, serializer, compressors, instance, epoch, name, zone);
    }

    Introduction withEpoch(Epoch epoch) {
        return new Introduction(limits, serializer, compressors, instance, epoch, name, zone);
    }

    Introduction withName(String name) {
        return new Introduction(limits, serializer, compressors, instance, epoch, name, zone);
    }

    Introduction withZone(String zone) {
        return new Introduction(limits, serializer, compressors, instance, epoch, name, zone);
    }
}
