package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What client and server builders ask alike of serializer, transport and wire; resolves what was not given. */
final class WireSettings {
    private static final Duration PING_INTERVAL = Duration.ofSeconds(10);

    @Nullable
    Transport transport;

    @Nullable
    Serializer serializer;

    @Nullable
    Compressor compressor;

    @Nullable
    VolantRuntime runtime;

    int compressAbove = Integer.MAX_VALUE;
    Checksum checksum = Checksum.AUTO;
    WireLimits limits = WireLimits.defaults();
    Duration pingInterval = PING_INTERVAL;
    boolean insecure;

    Transport transport() {
        return transport != null ? transport : Providers.one(Transport.class, "rpc-transport");
    }

    Serializer serializer() {
        return serializer != null ? serializer : Providers.one(Serializer.class, "rpc-serialization");
    }

    /** Whether there is one thread for everything. */
    boolean simulated() {
        return runtime != null && runtime.simulation().isPresent();
    }

    /** As {@link VolantRuntime#newId}. */
    UUID newId() {
        return runtime != null ? runtime.newId() : UUID.randomUUID();
    }

    /** Reads compressed bodies whenever it can; writes them only where a size was given. */
    Compression compression() {
        Compressor found = compressor != null
                ? compressor
                : Providers.find(Compressor.class).orElse(null);
        if (found != null) {
            return new Compression(List.of(found), compressAbove);
        }
        if (compressAbove != Integer.MAX_VALUE) {
            throw Providers.missing(Compressor.class, "rpc-serialization");
        }
        return Compression.none();
    }

    CodecLimits codecLimits() {
        return CodecLimits.defaults().withMaxBytes(limits.maxMessage());
    }

    static Duration positive(Duration value, String name) {
        if (requireNonNull(value, name).isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
        }
        return value;
    }
}
