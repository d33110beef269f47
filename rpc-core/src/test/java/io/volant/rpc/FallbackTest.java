package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.volant.rpc.contract.Events;
import io.volant.rpc.contract.PlainSerializer;
import io.volant.rpc.inprocess.InProcessTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of calls that fail where there is a fallback, by a route that ends them as the test says. */
class FallbackTest {
    @RpcService
    interface Prices {
        @RpcMethod(idempotent = true)
        long of(String article) throws UnknownArticle;

        @RpcMethod(idempotent = true)
        CompletableFuture<Long> later(String article);

        CompletableFuture<String> order(String article);

        @RpcMethod(oneway = true)
        void look(String article);
    }

    static final class UnknownArticle extends Exception {
        private static final long serialVersionUID = 1L;

        UnknownArticle(String article) {
            super(article);
        }
    }

    /** Prices of yesterday. */
    private static class Yesterday implements Prices {
        @Override
        public long of(String article) throws UnknownArticle {
            return switch (article) {
                case "tea" -> 3;
                case "gin" ->
                    throw new RpcException(Failure.of(Status.PERMISSION_DENIED, Outcome.NOT_SENT, "not for the young"));
                case "rum" -> throw new IllegalStateException("no list");
                default -> throw new UnknownArticle(article);
            };
        }

        @Override
        public CompletableFuture<Long> later(String article) {
            return CompletableFuture.supplyAsync(() -> {
                try {
                    return of(article);
                } catch (UnknownArticle e) {
                    throw new CompletionException(e);
                }
            });
        }

        @Override
        public CompletableFuture<String> order(String article) {
            return CompletableFuture.completedFuture("noted");
        }

        @Override
        public void look(String article) {
            throw new AssertionError("nobody waits for it");
        }
    }

    private static final Failure DOWN = Failure.of(Status.UNAVAILABLE, Outcome.UNKNOWN, "it is down. Outcome unknown.");

    private Response answer = Response.failure(DOWN);
    private final List<Metadata> replies = new ArrayList<>();
    private final RpcClient client = RpcClient.builder()
            .transport(new InProcessTransport())
            .serializer(new PlainSerializer())
            .routing(dialer -> new Route() {
                @Override
                public CompletableFuture<Response> invoke(Request request) {
                    return CompletableFuture.completedFuture(answer);
                }

                @Override
                public CompletableFuture<Void> ready() {
                    return CompletableFuture.completedFuture(null);
                }

                @Override
                public void close() {
                    // holds nothing
                }
            })
            .connect();

    @AfterEach
    void close() {
        client.close();
    }

    private Prices prices(Fallback<?> fallback) {
        return client.with(CallOptions.defaults().withFallback(fallback).onReplyMetadata(replies::add))
                .stub(Prices.class);
    }

    private static Fallback<Prices> yesterday() {
        return Fallback.of(Prices.class, new Yesterday());
    }

    private static Throwable thrown(CompletableFuture<?> call) {
        Events.until("it has failed", call::isDone);
        return catchThrowableOfType(CompletionException.class, call::join).getCause();
    }

    @Test
    void aCallThatFailedIsAnsweredByTheFallback() throws UnknownArticle {
        Prices prices = prices(yesterday());

        assertThat(prices.of("tea")).isEqualTo(3);
        assertThat(Events.get(prices.later("tea"))).isEqualTo(3);
        assertThat(replies)
                .extracting(reply -> reply.get(Fallback.METADATA))
                .allMatch(status -> status.orElse("").equals("UNAVAILABLE"))
                .hasSize(2);
        MethodStats of = client.stats().method("Prices", "of").orElseThrow();
        assertThat(of.fallbacks()).isEqualTo(1);
        assertThat(of.succeeded()).isEqualTo(1);
    }

    @Test
    void oneThatDidNotFailIsNot() throws UnknownArticle {
        answer = Response.success(4L);

        assertThat(prices(yesterday()).of("tea")).isEqualTo(4);
        assertThat(client.stats().method("Prices", "of").orElseThrow().fallbacks())
                .isZero();
    }

    @Test
    void aStubWithoutItFailsAsEver() {
        prices(yesterday());

        assertThatThrownBy(() -> client.stub(Prices.class).of("tea")).isInstanceOf(RpcException.class);
    }

    @Test
    void itIsToldWhyTheCallFailed() throws UnknownArticle {
        List<RpcException> reasons = new ArrayList<>();
        Prices prices = prices(Fallback.from(Prices.class, failure -> {
            reasons.add(failure);
            return new Yesterday();
        }));

        prices.of("tea");

        assertThat(reasons).singleElement().satisfies(reason -> {
            assertThat(reason.status()).isEqualTo(Status.UNAVAILABLE);
            assertThat(reason).hasMessageContaining("it is down");
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"OK", "UNAVAILABLE", "DEADLINE_EXCEEDED", "OVERLOADED"})
    void otherFailuresStay(Status status) {
        answer = Response.failure(Failure.of(status, Outcome.REJECTED, "no. Not executed."));

        assertThat(thrown(prices(yesterday()).later("tea"))).isInstanceOf(RpcException.class);
    }

    @Test
    void itMayBeForOthers() {
        answer = Response.failure(Failure.of(Status.INTERNAL, Outcome.EXECUTED, "broken. Executed."));

        assertThat(Events.get(prices(yesterday().on(Status.INTERNAL)).later("tea")))
                .isEqualTo(3);
        assertThatThrownBy(() -> yesterday().on(Status.APPLICATION))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("status: APPLICATION");
    }

    @Test
    void whatMayHaveRunAndIsNotIdempotentIsNotCoveredUpUnlessAskedFor() {
        assertThat(thrown(prices(yesterday()).order("tea")))
                .isInstanceOfSatisfying(
                        RpcException.class, error -> assertThat(error.outcome()).isEqualTo(Outcome.UNKNOWN));
        assertThat(Events.get(prices(yesterday().evenIfItRan()).order("tea"))).isEqualTo("noted");

        answer = Response.failure(DOWN.withOutcome(Outcome.NOT_SENT));
        assertThat(Events.get(prices(yesterday()).order("tea"))).isEqualTo("noted");
    }

    @Test
    void itsDeclaredExceptionsAndRpcExceptionsAreItsAnswer() {
        Prices prices = prices(yesterday());

        assertThatThrownBy(() -> prices.of("coffee"))
                .isInstanceOf(UnknownArticle.class)
                .hasMessage("coffee");
        assertThat(thrown(prices.later("gin")))
                .isInstanceOfSatisfying(
                        RpcException.class, error -> assertThat(error.status()).isEqualTo(Status.PERMISSION_DENIED));
    }

    @Test
    void whereItFailsItselfTheCallFailsAsItDidBefore() {
        assertThatThrownBy(() -> prices(yesterday()).of("rum"))
                .isInstanceOfSatisfying(
                        RpcException.class, error -> assertThat(error.status()).isEqualTo(Status.UNAVAILABLE))
                .hasMessageContaining("it is down. Outcome unknown."
                        + " Its fallback failed: java.lang.IllegalStateException: no list.");
    }

    @Test
    void itMayBeForSomeMethodsAlone() throws UnknownArticle {
        Prices prices = prices(yesterday().only("of"));

        assertThat(prices.of("tea")).isEqualTo(3);
        assertThat(thrown(prices.later("tea"))).isInstanceOf(RpcException.class);
        assertThatThrownBy(() -> prices(yesterday().only("off")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("fallback: Prices:1 has no method off");
    }

    @Test
    void aOneWayCallHasNone() {
        assertThatThrownBy(() -> prices(yesterday()).look("tea")).isInstanceOf(RpcException.class);
    }

    @Test
    void onAnEventLoopItRunsOnTheExecutorOfTheClient() {
        CompletableFuture<Thread> ran = new CompletableFuture<>();
        Prices prices = prices(Fallback.from(Prices.class, failure -> {
            ran.complete(Thread.currentThread());
            return new Yesterday();
        }));
        CompletableFuture<Long> call = new CompletableFuture<>();
        VolantRuntime runtime = VolantRuntime.builder().build();
        try {
            runtime.timer().execute(() -> prices.later("tea").thenAccept(call::complete));

            assertThat(Events.get(call)).isEqualTo(3);
            assertThat(Events.get(ran)).isNotInstanceOf(EventLoopThread.class);
        } finally {
            runtime.close();
        }
    }
}
