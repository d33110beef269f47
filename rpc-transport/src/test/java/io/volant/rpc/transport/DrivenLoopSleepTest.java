package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.IoHandlerContext;
import io.volant.rpc.Layer;
import io.volant.rpc.Response;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.VolantRuntime;
import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A loop that tells how callers make its turns. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DrivenLoopSleepTest {
    private final List<Boolean> turns = new ArrayList<>(); // of callers; confined to the thread of the test
    private final List<Boolean> again = new ArrayList<>(); // whether one may still sleep when the answer is there
    private volatile CompletableFuture<Void> slept = new CompletableFuture<>();
    private final DrivenLoop loop = DrivenLoop.start(executor -> new Turns(), WakeableIo.OwnThread::new, 2);
    private final RpcServer server =
            RpcServer.builder().service(Desk.class, number -> number + 1).start();
    private final VolantRuntime runtime =
            VolantRuntime.builder().callersDrive(1_000_000).build(); // nobody drives its loop
    private final RpcClient client = RpcClient.builder()
            .address(server.address())
            .runtime(runtime)
            .timeout(Duration.ofSeconds(30))
            .interceptor(Layer.CALL, (method, next) -> request -> whenItSlept(Events.get(next.invoke(request))))
            .connect();

    @RpcService
    interface Desk {
        int next(int number);
    }

    @AfterEach
    void close() {
        loop.shutdownGracefully();
        client.close();
        server.close();
        runtime.close();
    }

    /** Answers a caller that is to drive the loop when whoever makes its turns sleeps in one. */
    private CompletableFuture<Response> whenItSlept(Response response) {
        if (!loop.callerDrives()) {
            return CompletableFuture.completedFuture(response);
        }
        loop.lazyExecute(() -> {}); // wakes the loop's own thread if it has the loop, as a submission does
        slept = new CompletableFuture<>();
        return slept.thenApply(nothing -> response);
    }

    /** Calls until this thread has driven the loop for a call; its turns. */
    private List<Boolean> turnsOfACall() {
        turns.clear();
        Desk desk = client.stub(Desk.class);
        for (int number = 0; number < 10_000 && turns.isEmpty(); number++) {
            assertThat(desk.next(number)).isEqualTo(number + 1);
        }
        return List.copyOf(turns);
    }

    @Test
    void anAnswerThatComesWhenACallerIsAboutToSleepKeepsItAwake() {
        turnsOfACall();

        assertThat(again).containsExactly(false);
    }

    private final class Turns extends WakeableIo {
        @Override
        void onTurn(IoHandlerContext context, boolean sleeps) {
            if (isCaller()) {
                turns.add(sleeps);
            }
            if (sleeps) {
                slept.complete(null);
                if (isCaller()) {
                    again.add(context.canBlock());
                }
            }
        }
    }
}
