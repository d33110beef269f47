package io.volant.rpc.contract;

import static io.volant.rpc.contract.Events.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.CallOptions;
import io.volant.rpc.Failure;
import io.volant.rpc.Interceptor;
import io.volant.rpc.Invoker;
import io.volant.rpc.Layer;
import io.volant.rpc.Outcome;
import io.volant.rpc.Response;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Interceptors stand around every call, on both sides, in the order of their layers; a broken one ends its own call only. */
public abstract class InterceptorsContract extends TransportContract {
    @RpcService
    interface Greeter {
        String greet(String name);

        CompletableFuture<String> greetLater(String name);
    }

    static final class PlainGreeter implements Greeter {
        @Override
        public String greet(String name) {
            return "Hello, " + name;
        }

        @Override
        public CompletableFuture<String> greetLater(String name) {
            return CompletableFuture.completedFuture(greet(name));
        }
    }

    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    private Interceptor recording(String name) {
        return (method, next) -> request -> {
            seen.add(name);
            return next.invoke(request).thenApply(response -> {
                seen.add(name + " back");
                return response;
            });
        };
    }

    @Test
    void theyStackInTheOrderOfTheirLayersOnBothSides() {
        RpcServer server = start(server().service(Greeter.class, new PlainGreeter())
                .interceptor(Layer.ATTEMPT, recording("server attempt"))
                .interceptor(Layer.METRICS, recording("server metrics")));
        Greeter stub = closing(client(server)
                        .interceptor(Layer.ATTEMPT, recording("client attempt"))
                        .interceptor(Layer.CALL, recording("client call 1"))
                        .interceptor(Layer.METRICS, recording("client metrics"))
                        .interceptor(Layer.CALL, recording("client call 2"))
                        .connect())
                .stub(Greeter.class);

        assertThat(stub.greet("World")).isEqualTo("Hello, World");

        assertThat(seen)
                .containsExactly(
                        "client metrics",
                        "client call 1",
                        "client call 2",
                        "client attempt",
                        "server metrics",
                        "server attempt",
                        "server attempt back",
                        "server metrics back",
                        "client attempt back",
                        "client call 2 back",
                        "client call 1 back",
                        "client metrics back");
    }

    @Test
    void theyAreAskedOncePerMethodAndMayDecline() {
        List<String> asked = new ArrayList<>();
        RpcServer server = serve(Greeter.class, new PlainGreeter());
        var client = closing(client(server)
                .interceptor(Layer.CALL, (method, next) -> {
                    asked.add(method.toString());
                    return next;
                })
                .connect());

        client.stub(Greeter.class).greet("a");
        client.with(CallOptions.defaults().withMetadata("a", "b"))
                .stub(Greeter.class)
                .greet("b");

        assertThat(asked).containsExactly("Greeter.greet", "Greeter.greetLater");
    }

    @Test
    void theyMayAnswerThemselves() {
        RpcServer server = start(server().service(Greeter.class, new PlainGreeter())
                .interceptor(
                        Layer.AUTH,
                        (method, next) -> request -> request.metadata()
                                        .get("token")
                                        .isPresent()
                                ? next.invoke(request)
                                : CompletableFuture.completedFuture(Response.failure(Failure.of(
                                        Status.UNAUTHENTICATED, Outcome.REJECTED, "who are you? Not executed.")))));
        var client = connect(server);
        Greeter stranger = client.stub(Greeter.class);
        Greeter known =
                client.with(CallOptions.defaults().withMetadata("token", "t")).stub(Greeter.class);

        RpcException refused = failure(() -> stranger.greet("World"));

        assertThat(refused.status()).isEqualTo(Status.UNAUTHENTICATED);
        assertThat(refused.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(refused).hasMessage("UNAUTHENTICATED: who are you? Not executed.");
        assertThat(known.greet("World")).isEqualTo("Hello, World");
    }

    @Test
    void aCachedValueNeedsNoServer() {
        RpcServer server = serve(Greeter.class, new PlainGreeter());
        Greeter stub = closing(client(server)
                        .interceptor(
                                Layer.CACHE,
                                (method, next) -> request -> CompletableFuture.completedFuture(
                                        Response.success("cached for " + request.arguments()[0])))
                        .connect())
                .stub(Greeter.class);

        assertThat(stub.greet("World")).isEqualTo("cached for World");
        assertThat(get(stub.greetLater("World"))).isEqualTo("cached for World");
    }

    @Test
    void theyMayReplaceTheResultOnTheServer() {
        RpcServer server = start(server().service(Greeter.class, new PlainGreeter())
                .interceptor(
                        Layer.CALL,
                        (method, next) -> request ->
                                next.invoke(request).thenApply(response -> Response.success(response.value() + "!"))));
        Greeter stub = connect(server).stub(Greeter.class);

        assertThat(stub.greet("World")).isEqualTo("Hello, World!");
    }

    @Test
    void theyMayCallAgain() {
        RpcServer server = serve(Greeter.class, new PlainGreeter());
        Greeter stub = closing(client(server)
                        .interceptor(
                                Layer.RETRY,
                                (method, next) -> request ->
                                        next.invoke(request).thenCompose(first -> next.invoke(request.withAttempt(2))))
                        .connect())
                .stub(Greeter.class);

        assertThat(stub.greet("World")).isEqualTo("Hello, World");
    }

    @Test
    void aBrokenOneEndsItsOwnCallOnEitherSide() {
        List<Invoker> broken = List.of(
                request -> {
                    throw new IllegalStateException("thrown");
                },
                request -> CompletableFuture.failedFuture(new IllegalStateException("thrown")),
                request -> CompletableFuture.completedFuture(nothing()),
                request -> nothing(),
                request -> {
                    CompletableFuture<Response> cancelled = new CompletableFuture<>();
                    cancelled.cancel(true);
                    return cancelled;
                });
        for (Invoker invoker : broken) {
            assertBroken(serve(Greeter.class, new PlainGreeter()), invoker, true);
            assertBroken(
                    start(server().service(Greeter.class, new PlainGreeter())
                            .interceptor(Layer.CALL, onlyFor("bad", invoker))),
                    invoker,
                    false);
        }
    }

    private void assertBroken(RpcServer server, Invoker invoker, boolean onClient) {
        var builder = client(server);
        if (onClient) {
            builder.interceptor(Layer.CALL, onlyFor("bad", invoker));
        }
        Greeter stub = closing(builder.connect()).stub(Greeter.class);

        assertThat(failure(() -> stub.greet("bad")).status()).isEqualTo(Status.INTERNAL);
        assertThat(stub.greetLater("bad").handle((value, error) -> error))
                .succeedsWithin(Duration.ofSeconds(20))
                .isInstanceOfSatisfying(
                        RpcException.class, e -> assertThat(e.status()).isEqualTo(Status.INTERNAL));
        assertThat(stub.greet("World")).isEqualTo("Hello, World");
    }

    private static Interceptor onlyFor(String name, Invoker invoker) {
        return (method, next) ->
                request -> name.equals(request.arguments()[0]) ? invoker.invoke(request) : next.invoke(request);
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }
}
