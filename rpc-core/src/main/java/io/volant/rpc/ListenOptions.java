package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What a server asks of its transport. Immutable.
 *
 * @param runtime whose loops and timer serve the connections
 * @param serializer {@link Serializer#name()}
 * @param deadlineCap longest time a call may ask for; announced to clients
 * @param pingInterval silence after which the other side is asked whether it lives
 * @param maxConnectionAge after which a connection is ended in order and its client connects anew; zero for never. A transport
 *     without a network ignores it
 * @param meter what happens on the connections is told to
 */
public record ListenOptions(
        VolantRuntime runtime,
        String serializer,
        Duration deadlineCap,
        Duration pingInterval,
        Duration maxConnectionAge,
        WireLimits limits,
        Compression compression,
        Checksum checksum,
        WireMeter meter) {
    public ListenOptions {
        requireNonNull(runtime, "runtime");
        requireNonNull(serializer, "serializer");
        requireNonNull(deadlineCap, "deadlineCap");
        requireNonNull(pingInterval, "pingInterval");
        requireNonNull(maxConnectionAge, "maxConnectionAge");
        requireNonNull(limits, "limits");
        requireNonNull(compression, "compression");
        requireNonNull(checksum, "checksum");
        requireNonNull(meter, "meter");
    }
}
