package io.volant.rpc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server will be once it starts: everything that can be known without I/O. Immutable.
 *
 * @param shutdownHook how long the end of the JVM waits for accepted calls; zero when the server is not its business
 */
record ServerPlan(
        String host,
        int port,
        boolean insecure,
        @Nullable VolantRuntime runtime,
        Transport transport,
        String serializer,
        Duration deadlineCap,
        Duration pingInterval,
        Duration maxConnectionAge,
        WireLimits limits,
        Compression compression,
        Checksum checksum,
        Acceptor services,
        WorkerPools workers,
        Duration shutdownHook,
        List<Announcement> announcements,
        ServerWatch watch) {

    VolantRuntime.Lease lease() {
        return VolantRuntime.lease(runtime);
    }

    /**
     * Binds the address.
     *
     * @throws IllegalStateException if plain text would leave this machine
     * @throws UncheckedIOException if that fails, saying why
     */
    Listening listen(VolantRuntime runtime) {
        PlainTextPolicy.check(host, port, insecure);
        ListenOptions options = new ListenOptions(
                runtime,
                serializer,
                deadlineCap,
                pingInterval,
                maxConnectionAge,
                limits,
                compression,
                checksum,
                watch.wire());
        try {
            return transport.listen(host, port, options, services);
        } catch (IOException e) {
            throw cannotListen(e);
        }
    }

    private UncheckedIOException cannotListen(IOException e) {
        String text = String.valueOf(e.getMessage());
        String why = text;
        if (e instanceof BindException
                && text.contains("in use")) { // other bind faults: no such address, not permitted
            why = "already in use. Choose another "
                    + (Endpoint.isUnix(host) ? "file." : "with .port(n), or 0 for a free one.");
        } else if (e instanceof UnknownHostException) {
            why = "unknown host";
        }
        return new UncheckedIOException("cannot listen on " + Endpoint.text(host, port) + ": " + why, e);
    }
}
