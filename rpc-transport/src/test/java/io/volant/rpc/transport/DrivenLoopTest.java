package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.IoHandlerContext;
import io.netty.util.concurrent.BlockingOperationException;
import io.volant.rpc.Layer;
import io.volant.rpc.Response;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcServer;
import io.volant.rpc.VolantRuntime;
import io.volant.rpc.contract.Log;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A loop whose turns fail as soon as a caller makes one. */
class DrivenLoopTest {
    private static final int TO_DRIVE = 2;

    private final AtomicInteger failedTurns = new AtomicInteger();
    private final DrivenLoop loop =
            DrivenLoop.start(executor -> new FailingForCallers(), WakeableIo.OwnThread::new, TO_DRIVE);
    private final RpcServer server =
            RpcServer.builder().service(Echo.class, new Answers()).start();
    private final VolantRuntime runtime =
            VolantRuntime.builder().eventLoops(1).callersDrive().build();
    private final RpcClient client = RpcClient.builder()
            .address(server.address())
            .runtime(runtime)
            .timeout(Duration.ofSeconds(30))
            .interceptor(Layer.CALL, (method, next) -> request -> onTheLoop(next.invoke(request)))
            .connect();

    @AfterEach
    void close() throws InterruptedException {
        loop.shutdownGracefully();
        try (runtime;
                server;
                client) {
            assertThat(loop.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Answers once a task of the loop has run, which the caller is to drive for it. */
    private CompletableFuture<Response> onTheLoop(CompletableFuture<Response> answer) {
        CompletableFuture<Response> later = new CompletableFuture<>();
        loop.callerDrives();
        answer.thenAcceptAsync(later::complete, loop);
        return later;
    }

    @Test
    void aTurnThatFailsUnderACallerLeavesTheLoopToItsOwnThreadWhichAnswersTheCall() {
        Echo echo = client.stub(Echo.class);
        try (Log log = Log.open()) {
            for (int call = 0; call < 1_000 && failedTurns.get() == 0; call++) {
                assertThat(echo.say("text " + call)).isEqualTo("text " + call);
            }

            assertThat(failedTurns).as("turns that a caller made").hasValue(1);
            assertThat(log.text()).containsOnlyOnce("event=drive_failed").contains("no memory, on purpose");
        }
        assertThat(echo.say("after that")).isEqualTo("after that");
    }

    @Test
    void anybodyButTheLoopItselfMayWaitForItsEnd() {
        assertThatThrownBy(() -> loop.submit(() -> loop.awaitTermination(20, TimeUnit.SECONDS))
                        .get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(BlockingOperationException.class)
                .hasMessageContaining("waits for its own end");
    }

    private static final class Answers implements Echo {
        @Override
        public byte[] bytes(byte[] bytes) {
            return bytes;
        }

        @Override
        public String say(String text) {
            return text;
        }

        @Override
        public void tell(String text) {
            // nobody tells
        }
    }

    private final class FailingForCallers extends WakeableIo {
        @Override
        void onTurn(IoHandlerContext context, boolean sleeps) {
            if (isCaller()) {
                failedTurns.incrementAndGet();
                throw new OutOfMemoryError("no memory, on purpose");
            }
        }
    }
}
