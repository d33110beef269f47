package io.volant.rpc.testing;

import io.volant.rpc.RpcService;
import java.util.concurrent.CompletableFuture;

/** What the tests of the extension call. */
@RpcService
public interface Greeter {
    String hello(Name name);

    /** Does not end. */
    CompletableFuture<String> ponder();

    /** A bean without equals, so that a copy is told from the original. */
    final class Name {
        public String text = "";
    }

    /** Tells which server it runs on, and keeps what it was given. */
    final class Polite implements Greeter {
        final int server;
        volatile Name last = new Name();

        Polite(int server) {
            this.server = server;
        }

        @Override
        public String hello(Name name) {
            last = name;
            return "Hello, " + name.text + ", from " + server;
        }

        @Override
        public CompletableFuture<String> ponder() {
            return new CompletableFuture<>();
        }
    }
}
