package io.volant.rpc.benchmarks;

import io.volant.rpc.Acceptor;
import io.volant.rpc.ConnectOptions;
import io.volant.rpc.Connection;
import io.volant.rpc.Endpoint;
import io.volant.rpc.ExportedService;
import io.volant.rpc.ListenOptions;
import io.volant.rpc.Listening;
import io.volant.rpc.Transport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A transport without connections, for whoever wants to call the services of a server directly. */
final class LoneServer implements Transport {
    private @Nullable Acceptor acceptor;

    ExportedService service(String name, String version) {
        Acceptor listening = acceptor;
        if (listening == null) {
            throw new IllegalStateException("no server was started on this transport");
        }
        return listening.service(name, version).orElseThrow();
    }

    @Override
    public CompletableFuture<Connection> connect(Endpoint endpoint, ConnectOptions options) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException("no connections here"));
    }

    @Override
    public Listening listen(String host, int port, ListenOptions options, Acceptor acceptor) {
        this.acceptor = acceptor;
        return new Deaf(new Endpoint(host, 1));
    }

    private record Deaf(Endpoint address) implements Listening {
        @Override
        public CompletableFuture<Void> drain(Duration atMost) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
