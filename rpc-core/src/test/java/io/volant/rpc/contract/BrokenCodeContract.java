package io.volant.rpc.contract;

import static io.volant.rpc.contract.Events.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.Interceptor;
import io.volant.rpc.Layer;
import io.volant.rpc.Outcome;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Code of users that does what no code should: each costs its own call, at once, and can be found in the log. */
public abstract class BrokenCodeContract extends TransportContract {
    /** A service that whoever implements it may break. */
    @RpcService
    interface Fragile {
        @RpcMethod(timeout = "30s")
        String blocking();

        @RpcMethod(timeout = "30s")
        CompletableFuture<String> future();
    }

    /** An exception that cannot even say what is wrong. */
    @SuppressWarnings("serial")
    private static final class Mute extends RuntimeException {
        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }

    /** A future whose stages throw. */
    private static final class Unobservable<T> extends CompletableFuture<T> {
        @Override
        public CompletableFuture<T> whenComplete(BiConsumer<? super T, ? super Throwable> action) {
            throw new IllegalStateException("not observable");
        }
    }

    private record Handlers(Supplier<String> now, Supplier<CompletableFuture<String>> later) implements Fragile {
        @Override
        public String blocking() {
            return now.get();
        }

        @Override
        public CompletableFuture<String> future() {
            return later.get();
        }
    }

    private static Fragile sound() {
        return new Handlers(() -> "now", () -> CompletableFuture.completedFuture("later"));
    }

    private static RpcException logged(RpcException thrown) {
        assertThat(thrown.status()).isEqualTo(Status.INTERNAL);
        assertThat(thrown.failure().errorId()).isNotEmpty();
        return thrown;
    }

    @Test
    void anExceptionWithoutAMessageIsLoggedAndNamed() {
        Fragile stub = stub(
                Fragile.class,
                new Handlers(
                        () -> {
                            throw new Mute();
                        },
                        () -> CompletableFuture.failedFuture(new Mute())));

        RpcException thrown = logged(failure(stub::blocking));
        assertThat(thrown.outcome()).isEqualTo(Outcome.EXECUTED);
        assertThat(thrown)
                .hasMessageStartingWith("INTERNAL: Fragile.blocking threw " + Mute.class.getName() + " (error id ");
        assertThatThrownBy(() -> get(stub.future())).cause().hasMessageStartingWith("INTERNAL: Fragile.future threw ");
    }

    @Test
    void aFutureThatCannotBeObservedFailsItsCallAtOnce() {
        Fragile stub = stub(Fragile.class, new Handlers(() -> "now", Unobservable::new));

        assertThatThrownBy(() -> get(stub.future()))
                .cause()
                .hasMessageContaining("java.lang.IllegalStateException: not observable (error id ");
        assertThat(stub.blocking()).isEqualTo("now");
    }

    private RpcException intercepted(Interceptor interceptor) {
        Fragile stub = connect(
                        start(server().interceptor(Layer.CALL, interceptor).service(Fragile.class, sound())))
                .stub(Fragile.class);
        return logged(failure(stub::blocking));
    }

    @Test
    void anInterceptorThatThrowsIsFoundInTheServersLog() {
        RpcException thrown = intercepted((method, next) -> request -> {
            throw new IllegalStateException("on purpose");
        });

        assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(thrown)
                .hasMessageStartingWith(
                        "INTERNAL: Fragile.blocking: java.lang.IllegalStateException: on purpose (error id ");
    }

    @Test
    @SuppressWarnings("NullAway") // that is the fault
    void anInterceptorThatReturnsNothingIsFoundInTheServersLog() {
        assertThat(intercepted((method, next) -> request -> null)).hasMessageContaining("an invoker returned null");
        assertThat(intercepted((method, next) -> request -> CompletableFuture.completedFuture(null)))
                .hasMessageContaining("an invoker completed with null");
    }

    @Test
    void anInterceptorWhoseExceptionHasNoMessageIsFoundThereToo() {
        assertThat(intercepted((method, next) -> request -> {
                    throw new Mute();
                }))
                .hasMessageContaining(Mute.class.getName());
    }

    @Test
    void waitingForACallOnAnEventLoopIsRefusedAtOnce() {
        CompletableFuture<String> held = new CompletableFuture<>();
        Fragile stub = stub(Fragile.class, new Handlers(() -> "now", () -> held));
        CompletableFuture<String> outer =
                stub.future().thenApply(first -> first + stub.future().join());
        CompletableFuture<String> dependent = outer.thenApply(text -> text);

        held.complete("first");

        // the second call may have been answered before it was waited for: then nothing had to wait
        assertThat(dependent.handle((text, error) ->
                        error == null ? text : error.getCause().getClass().getName()))
                .satisfies(end -> assertThat(get(end)).isIn("firstfirst", IllegalStateException.class.getName()));
        assertThat(stub.blocking()).isEqualTo("now");
    }

    @Test
    void waitingElsewhereWorks() {
        Fragile stub = stub(Fragile.class, sound());

        assertThat(stub.future().join()).isEqualTo("later");
        assertThatThrownBy(() ->
                        stub.future().thenApply(text -> Integer.parseInt(text)).join())
                .isInstanceOf(CompletionException.class);
    }
}
