package io.volant.rpc.transport;

import io.volant.rpc.RpcClient;
import io.volant.rpc.contract.Events;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A client of ours and, at the other end of its one connection, a {@link WirePeer} that has shaken hands. */
final class HandmadeServer implements AutoCloseable {
    final RpcClient client;
    final WirePeer peer;

    HandmadeServer(ServerSocket listening) throws IOException {
        CompletableFuture<RpcClient> connecting = CompletableFuture.supplyAsync(() -> RpcClient.builder()
                .address("127.0.0.1:" + listening.getLocalPort())
                .connectTimeout(Duration.ofSeconds(30)) // for a machine that has other things to do
                .failFast() // a test sees what becomes of a call on this connection
                .connect());
        this.peer = WirePeer.server(listening);
        this.client = Events.get(connecting);
    }

    CompletableFuture<String> call(String word) {
        return client.stub(Words.class).echo(word);
    }

    /** Calls in this order, none of which waits for another. */
    List<CompletableFuture<String>> call(String... words) {
        List<CompletableFuture<String>> calls = new ArrayList<>();
        for (String word : words) {
            calls.add(call(word));
        }
        return calls;
    }

    @Override
    public void close() {
        peer.close();
        client.close();
    }
}
