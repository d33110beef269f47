package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.volant.rpc.contract.PlainSerializer;
import io.volant.rpc.inprocess.InProcessTransport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a call whose caller drives a loop that fails it. */
class BlockingCallerTest {
    @RpcService
    interface Bell {
        int ring(int times);
    }

    /** Fails its driver as the want of memory or of stack would. */
    private static final class FailingLoop implements BlockingCaller.Loop {
        private final Error failure = new StackOverflowError("on purpose");
        private int drives;
        private int gone;

        @Override
        public boolean drive(CompletableFuture<?> answer, long nanos) {
            drives++;
            throw failure;
        }

        @Override
        public void onCallerBusy() {
            throw new AssertionError("the call has no other one in it");
        }

        @Override
        public void onCallerGone() {
            gone++;
        }
    }

    private final FailingLoop loop = new FailingLoop();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final VolantRuntime runtime =
            VolantRuntime.builder().eventLoops(1).callersDrive().build();

    @AfterEach
    void close() {
        runtime.close();
    }

    @Test
    void aWaitThatFailsEndsTheCallWithAnUnknownOutcomeAndCancelsIt() {
        try (RpcClient client = RpcClient.builder()
                .transport(new InProcessTransport())
                .serializer(new PlainSerializer())
                .runtime(runtime)
                .routing(dialer -> new Unanswered())
                .connect()) {
            RpcException failed = catchThrowableOfType(
                    RpcException.class, () -> client.stub(Bell.class).ring(1));

            assertThat(failed.status()).isEqualTo(Status.INTERNAL);
            assertThat(failed.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(failed)
                    .hasMessageContaining("StackOverflowError: on purpose")
                    .hasRootCause(loop.failure);
        }
        assertThat(requests)
                .singleElement()
                .satisfies(request -> assertThat(request.scope().cancelled()).isTrue());
        assertThat(loop.drives).isEqualTo(1);
        assertThat(loop.gone).as("told that nobody drives it").isEqualTo(1);
    }

    /** Nobody answers, and the caller is to drive the loop. */
    private final class Unanswered implements Route {
        @Override
        public CompletableFuture<Response> invoke(Request request) {
            requests.add(request);
            BlockingCaller caller = BlockingCaller.current();
            assertThat(caller).isNotNull();
            caller.willDrive(loop);
            return new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<Void> ready() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
