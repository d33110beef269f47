package io.volant.rpc.examples.calls;

import static io.volant.rpc.examples.calls.Stage.check;

import io.volant.rpc.CallOptions;
import io.volant.rpc.Metadata;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Calls that are answered, and the one that wants no answer. */
final class Exchanges {
    private static final int MANY = 20;

    private Exchanges() {}

    static String blocking(Stage stage) {
        String answer = stage.service().echo("hi");
        check(answer.equals("hi"), "hi", answer);
        return "echo(\"hi\") returned \"hi\"";
    }

    /** One thread has all calls in flight: the first is answered only after the last has arrived. No handler waits. */
    static String asynchronous(Stage stage) throws Exception {
        List<CompletableFuture<String>> answers =
                Stream.generate(() -> stage.service().meet(MANY)).limit(MANY).toList();
        for (CompletableFuture<String> answer : answers) {
            String met = answer.get(10, TimeUnit.SECONDS);
            check(met.equals("all " + MANY + " met"), "all met", met);
        }
        return "one thread had " + MANY + " calls in flight, on a server with " + Stage.WORKERS + " workers";
    }

    static String oneWay(Stage stage) throws Exception {
        stage.service().note("one-way");
        stage.gate().awaitLine("waiting one-way");
        check(!stage.gate().hasLine("noted one-way"), "a handler at work", "it has ended");
        stage.gate().open();
        stage.gate().awaitLine("noted one-way");
        return "note() had returned while its handler was at work";
    }

    static String metadata(Stage stage) {
        CompletableFuture<Metadata> reply = new CompletableFuture<>();
        CallOptions german =
                CallOptions.defaults().withMetadata("language", "de").onReplyMetadata(reply::complete);
        String answer = stage.with(german).hello();
        check(answer.equals("Grüß Gott"), "Grüß Gott", answer);
        String language = reply.join().get("language").orElse("nothing");
        check(language.equals("de"), "language=de with the reply", language);
        return "asked with language=de, answered \"" + answer + "\" with language=" + language;
    }

    static String defaultMethod(Stage stage) throws Exception {
        String answer = stage.service().echoTwice("tick");
        check(answer.equals("tick tick"), "tick tick", answer);
        stage.gate().awaitLine("echo tick");
        stage.gate().awaitLine("echo tick");
        return "echoTwice() ran here and made two calls";
    }
}
