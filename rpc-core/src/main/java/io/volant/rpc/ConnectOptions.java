package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What a client asks of the connections it opens. Immutable.
 *
 * @param runtime whose loops and timer serve the connection
 * @param serializer {@link Serializer#name()}
 * @param clientName what the client calls itself to the server
 * @param connectTimeout until calls can be made, handshake included
 * @param pingInterval silence after which the other side is asked whether it lives
 * @param meter what happens on the connection is told to
 */
public record ConnectOptions(
        VolantRuntime runtime,
        String serializer,
        String clientName,
        Duration connectTimeout,
        Duration pingInterval,
        WireLimits limits,
        Compression compression,
        Checksum checksum,
        WireMeter meter) {
    public ConnectOptions {
        requireNonNull(runtime, "runtime");
        requireNonNull(serializer, "serializer");
        requireNonNull(clientName, "clientName");
        requireNonNull(connectTimeout, "connectTimeout");
        requireNonNull(pingInterval, "pingInterval");
        requireNonNull(limits, "limits");
        requireNonNull(compression, "compression");
        requireNonNull(checksum, "checksum");
        requireNonNull(meter, "meter");
    }
}
