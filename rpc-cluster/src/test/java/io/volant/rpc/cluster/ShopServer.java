package io.volant.rpc.cluster;

import io.volant.rpc.Endpoint;
import io.volant.rpc.RpcServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that says its name. */
final class ShopServer implements Shop, Stall, AutoCloseable {
    final AtomicInteger calls = new AtomicInteger();
    private final List<CompletableFuture<String>> held = new ArrayList<>();
    private final String name;
    private final RpcServer server;

    private ShopServer(String name, int port) {
        this.name = name;
        this.server = RpcServer.builder()
                .port(port)
                .service(Shop.class, this)
                .service(Stall.class, this)
                .start();
    }

    static ShopServer start(String name) {
        return start(name, 0);
    }

    static ShopServer start(String name, int port) {
        return new ShopServer(name, port);
    }

    Endpoint endpoint() {
        return Endpoint.parse(server.address());
    }

    RpcServer server() {
        return server;
    }

    @Override
    public String name() {
        calls.incrementAndGet();
        return name;
    }

    @Override
    public CompletableFuture<String> nameAsync() {
        return CompletableFuture.completedFuture(name());
    }

    @Override
    public synchronized CompletableFuture<String> held() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        held.add(answer);
        return answer;
    }

    synchronized int holding() {
        return held.size();
    }

    synchronized void letGo() {
        held.forEach(answer -> answer.complete(name));
    }

    @Override
    public void close() {
        letGo();
        server.close();
    }
}
