package io.volant.rpc.contract;

import static io.volant.rpc.contract.Events.await;
import static io.volant.rpc.contract.Events.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Failure;
import io.volant.rpc.Health;
import io.volant.rpc.Layer;
import io.volant.rpc.Outcome;
import io.volant.rpc.Response;
import io.volant.rpc.RpcServer;
import io.volant.rpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The service that every server offers about itself. */
public abstract class HealthContract extends TransportContract {
    @Test
    void aServerAndEachOfItsServicesAreServing() {
        RpcServer server = serve(Desk.class, new PlainDesk());
        Health health = connect(server).stub(Health.class);

        assertThat(health.check("")).isEqualTo(Health.State.SERVING);
        assertThat(health.check("Desk")).isEqualTo(Health.State.SERVING);
        assertThat(health.check("Desk:1")).isEqualTo(Health.State.SERVING);
        assertThat(health.check("Desk:2")).isEqualTo(Health.State.UNKNOWN_SERVICE);
        assertThat(health.check("Counter")).isEqualTo(Health.State.UNKNOWN_SERVICE);
    }

    @Test
    void aServerThatShutsDownIsDraining() {
        RpcServer server = serve(Desk.class, new PlainDesk());
        Health health = connect(server).stub(Health.class);
        health.check("");
        List<Health.State> seen = new ArrayList<>();
        server.onState(state -> {
            if (state == RpcServer.State.DRAINING) { // told before the connections are
                seen.add(health.check(""));
                seen.add(health.check("Desk"));
            }
        });
        server.shutdown();

        assertThat(seen).containsExactly(Health.State.DRAINING, Health.State.DRAINING);
    }

    @Test
    void itAnswersWhileAllWorkersAreBusyAndTheQueueIsFull() {
        CountDownLatch release = new CountDownLatch(1);
        closing(release::countDown);
        RpcServer server =
                start(server().workers(1).workersQueue(0).service(StatsContract.Counted.class, blocking(release)));
        connect(server).stub(StatsContract.Counted.class).block();
        until("the worker is busy", () -> server.stats().workers().get(0).active() == 1);

        assertThat(connect(server).stub(Health.class).check("Counted")).isEqualTo(Health.State.SERVING);
        release.countDown();
    }

    private static StatsContract.Counted blocking(CountDownLatch release) {
        return new StatsContract.Counted() {
            @Override
            public String echo(String text) {
                return text;
            }

            @Override
            public String fail() {
                return "";
            }

            @Override
            public void note() {}

            @Override
            public CompletableFuture<String> block() {
                await(release);
                return CompletableFuture.completedFuture("released");
            }
        };
    }

    @Test
    void interceptorsThatRefuseEveryCallDoNotRefuseAProbe() {
        Failure refused = Failure.of(Status.UNAUTHENTICATED, Outcome.REJECTED, "who is it?");
        RpcServer server = start(server().interceptor(
                        Layer.AUTH,
                        (method, next) -> request -> CompletableFuture.completedFuture(Response.failure(refused)))
                .service(Desk.class, new PlainDesk()));

        assertThat(connect(server).stub(Health.class).check("")).isEqualTo(Health.State.SERVING);
    }

    @Test
    void aHealthServiceOfTheServersOwnIsOfferedInstead() {
        RpcServer server = start(
                server().service(Desk.class, new PlainDesk()).service(Health.class, service -> Health.State.DRAINING));

        assertThat(connect(server).stub(Health.class).check("")).isEqualTo(Health.State.DRAINING);
    }
}
