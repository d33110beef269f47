package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.contract.PlainSerializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class CallContextTest {
    @RpcService
    interface One {
        void run();
    }

    private static CallContext context() {
        ServiceCodec codec = new PlainSerializer()
                .compile(
                        ServiceDescriptor.parse(One.class, new Mistakes(One.class)),
                        CodecLimits.defaults(),
                        new Mistakes(One.class));
        return new CallContext(Request.incoming(
                codec.service().methods().get(0),
                codec,
                Payload.empty(),
                Metadata.of("tenant", "t"),
                Deadline.after(Duration.ofSeconds(5), Ticker.system()),
                Ticker.system().nanoTime(),
                new CallScope(),
                new Peer("127.0.0.1:4711", "shop")));
    }

    private final CallContext context = context();

    @Test
    void isAbsentOutsideHandlers() {
        assertThat(CallContext.find()).isEmpty();
        assertThatThrownBy(CallContext::current)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "no call context on thread \"" + Thread.currentThread().getName()
                                + "\": it exists inside handlers; carry it elsewhere with wrap(executor)");
    }

    @Test
    void isThereBetweenEnterAndRestoreAlsoNested() {
        CallContext inner = context();
        CallContext before = context.enter();
        CallContext between = inner.enter();

        assertThat(CallContext.current()).isSameAs(inner);
        CallContext.restore(between);
        assertThat(CallContext.current()).isSameAs(context);
        CallContext.restore(before);
        assertThat(CallContext.find()).isEmpty();
    }

    @Test
    void showsTheCall() {
        assertThat(context.method()).hasToString("One.run");
        assertThat(context.metadata().get("tenant")).contains("t");
        assertThat(context.peer()).hasToString("127.0.0.1:4711");
        assertThat(context.deadline().expired()).isFalse();
        assertThat(context.cancelled()).isFalse();
    }

    @Test
    void isCarriedByAWrappedExecutorForTheTaskOnly() {
        List<Optional<CallContext>> seen = new ArrayList<>();
        Executor direct = Runnable::run;

        context.wrap(direct).execute(() -> seen.add(CallContext.find()));
        assertThatThrownBy(() -> context.wrap(direct).execute(() -> {
                    throw new IllegalStateException("a fault of the task");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(seen).containsExactly(Optional.of(context));
        assertThat(CallContext.find()).isEmpty();
    }

    @Test
    void isAbsentInDetachedWorkAndBackAfterIt() {
        CallContext before = context.enter();
        try {
            assertThat(CallContext.detached(CallContext::find)).isEmpty();
            assertThatThrownBy(() -> CallContext.detached(() -> {
                        throw new IllegalStateException("a fault of the work");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(CallContext.current()).isSameAs(context);
        } finally {
            CallContext.restore(before);
        }
    }

    @Test
    void passesCancellation() {
        List<String> heard = new ArrayList<>();
        context.onCancel(() -> heard.add("cancelled"));

        context.scope().cancel(Status.DEADLINE_EXCEEDED);

        assertThat(context.cancelled()).isTrue();
        assertThat(heard).containsExactly("cancelled");
    }
}
