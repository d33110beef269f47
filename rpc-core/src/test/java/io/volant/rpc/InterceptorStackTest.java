package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InterceptorStackTest {
    @RpcService
    interface One {
        void run();
    }

    private static final MethodDescriptor METHOD = ServiceDescriptor.parse(One.class, new Mistakes(One.class))
            .methods()
            .get(0);
    private static final Invoker INNERMOST = request -> CompletableFuture.completedFuture(Response.success("value"));

    private final InterceptorStack stack = new InterceptorStack();

    @Test
    void isTheInnermostItselfWhenNobodyWantsTheMethod() {
        assertThat(stack.around(METHOD, INNERMOST)).isSameAs(INNERMOST);

        stack.add(Layer.CALL, (method, next) -> next);

        assertThat(stack.around(METHOD, INNERMOST)).isSameAs(INNERMOST);
    }

    @Test
    void whatStandsBetweenAStubAndItsRouteTellsThatTheCallWasDelayed() {
        Ticker still = () -> 1_000_000;
        for (Layer layer : List.of(Layer.CALL, Layer.ATTEMPT)) {
            InterceptorStack one = new InterceptorStack();
            one.add(layer, (method, next) -> request -> next.invoke(request));
            Request plain = RequestTimesTest.left(still, METHOD);
            stack.around(METHOD, INNERMOST).invoke(plain);
            assertThat(plain.delayed()).isFalse();
            Request behind = RequestTimesTest.left(still, METHOD);
            one.around(METHOD, INNERMOST).invoke(behind);
            assertThat(behind.delayed()).as("behind one of " + layer).isTrue();
        }
    }

    @Test
    void aCopyDoesNotFollowLaterAdditions() {
        InterceptorStack copy = stack.copy();

        stack.add(Layer.CALL, (method, next) -> request -> next.invoke(request));

        assertThat(copy.around(METHOD, INNERMOST)).isSameAs(INNERMOST);
        assertThat(stack.around(METHOD, INNERMOST)).isNotSameAs(INNERMOST);
    }

    @Test
    void layersAreOrderedAsTheyAreDeclared() {
        assertThat(Layer.values())
                .containsExactly(
                        Layer.EXPLAIN,
                        Layer.METRICS,
                        Layer.TRACE,
                        Layer.DEADLINE,
                        Layer.AUTH,
                        Layer.CALL,
                        Layer.CACHE,
                        Layer.FALLBACK,
                        Layer.LIMIT,
                        Layer.BUDGET,
                        Layer.HEDGE,
                        Layer.RETRY,
                        Layer.ATTEMPT,
                        Layer.ROUTE);
    }

    @Test
    @SuppressWarnings("NullAway")
    void refusesAnInterceptorThatMakesNoInvoker() {
        stack.add(Layer.CALL, (method, next) -> null);

        assertThatThrownBy(() -> stack.around(METHOD, INNERMOST))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("an interceptor's invoker");
    }
}
