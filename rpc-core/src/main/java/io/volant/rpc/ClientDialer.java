package io.volant.rpc;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Opens the connections of one client. */
record ClientDialer(
        Transport transport,
        ConnectOptions options,
        boolean insecure,
        Duration timeout,
        @Nullable Duration waitForServer,
        int connections)
        implements Dialer {
    @Override
    public CompletableFuture<Connection> connect(Endpoint endpoint) {
        try {
            PlainTextPolicy.check(endpoint.host(), endpoint.port(), insecure);
            return transport.connect(endpoint, options).whenComplete((connection, error) -> {
                if (error != null) {
                    options.meter().onConnectFailed();
                }
            });
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public Duration waitForServer(Duration unlessGiven) {
        return waitForServer == null ? unlessGiven : waitForServer;
    }

    @Override
    public VolantRuntime runtime() {
        return options.runtime();
    }
}
