package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.CallOptions;
import io.volant.rpc.Layer;
import io.volant.rpc.Outcome;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Calls that may go to one server alone, whatever becomes of it. */
class OneServerTest extends RetryRig {
    @RpcService
    interface Patient {
        @RpcMethod(timeout = "1m")
        CompletableFuture<String> write();
    }

    private Attempts only(String address) {
        return client.with(CallOptions.defaults().withServer(address)).stub(Attempts.class);
    }

    @Test
    void callsGoThereAndNowhereElse() {
        ledger(A, B);
        Attempts only = only(B.toString());
        for (int i = 0; i < 4; i++) {
            CompletableFuture<String> call = only.write();
            assertThat(a.inFlight()).isZero();
            b.answer("written");
            assertThat(Events.get(call)).isEqualTo("written");
        }
    }

    @Test
    void whatFailedIsMadeAgainThere() {
        policy = policy.withBackoff(Duration.ofMillis(1), Duration.ofMillis(1));
        ledger(A, B);
        CompletableFuture<String> call = only(B.toString()).read();

        b.fail(failure(Status.UNAVAILABLE, Outcome.UNKNOWN));
        Events.until("it is made again", () -> b.inFlight() == 1);
        assertThat(a.inFlight()).isZero();
        b.answer("found");

        assertThat(Events.get(call)).isEqualTo("found");
    }

    @Test
    void whatTheServerHandsBackComesBackThere() {
        policy = RetryPolicy.off();
        ledger(A, B);
        CompletableFuture<String> call = only(B.toString()).write();

        b.handBack();

        assertThat(a.inFlight()).isZero();
        assertThat(b.inFlight()).isEqualTo(1);
        b.answer("written");
        assertThat(Events.get(call)).isEqualTo("written");
    }

    @Test
    void theyWaitForAConnectionToIt() {
        ledger(A);
        list.say(A, B);
        CompletableFuture<String> call = only(B.toString()).write();
        assertThat(call).isNotDone();
        assertThat(a.inFlight()).isZero();

        b = connect(B, 1);
        Events.until("it is sent", () -> b.inFlight() == 1);
        b.answer("written");

        assertThat(Events.get(call)).isEqualTo("written");
    }

    @Test
    void callsOfSeveralStubsWaitForOneServerAndLeaveWhenItComes() {
        list.say(A);
        client = builder(Cluster.of(list)).waitForServer(Duration.ofMinutes(1)).connect();
        CallOptions there = CallOptions.defaults().withServer(B.toString());
        List<Patient> stubs = Stream.generate(() -> client.with(there).stub(Patient.class))
                .limit(3)
                .toList();
        list.say(A, B);
        List<CompletableFuture<String>> calls =
                stubs.stream().map(Patient::write).toList();

        b = connect(B, 1);
        Events.until("they are sent", () -> b.inFlight() == 3);
        calls.forEach(call -> b.answer("written"));

        assertThat(calls).allSatisfy(call -> assertThat(Events.get(call)).isEqualTo("written"));
    }

    @Test
    void serversAreForgottenAtWhichNoCallWaitsAnyMore() {
        AtomicReference<ClusterRoute> cluster = new AtomicReference<>();
        AtomicReference<ServiceRoute> service = new AtomicReference<>();
        list.say(A);
        client = RpcClient.builder()
                .runtime(runtime)
                .transport(lines)
                .waitForServer(Duration.ofMinutes(1))
                .routing(dialer -> cluster.updateAndGet(
                        none -> new ClusterRoute(Cluster.of(list).retry(RetryPolicy.off()), dialer)))
                .interceptor(Layer.CALL, (method, next) -> request -> {
                    service.set(cluster.get().route(request));
                    return next.invoke(request);
                })
                .connect();
        List<CompletableFuture<String>> calls = IntStream.range(0, 200)
                .mapToObj(i -> CallOptions.defaults().withServer("127.0.0.1:" + (20_000 + i)))
                .map(there -> client.with(there).stub(Patient.class).write())
                .toList();
        assertThat(service.get().only().size()).isEqualTo(200);

        calls.forEach(call -> call.cancel(true));
        connect(A, 1);

        Events.until("they are forgotten", () -> service.get().only().size() == 0);
    }

    @Test
    void aServerThatIsNotListedIsToldSo() {
        ledger(A);
        CompletableFuture<String> call = client.with(
                        CallOptions.defaults().withServer(B.toString()).withFailFast())
                .stub(Attempts.class)
                .write();

        RpcException error = thrown(call);
        assertThat(error.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(error).hasMessageContaining("Attempts:1 at 127.0.0.1:7102: it is not listed. Not executed.");
    }

    @Test
    void aClientOfOneServerRefusesSuchAStub() {
        ledger(A);
        try (ShopServer server = ShopServer.start("a");
                RpcClient direct = RpcClient.connect(server.endpoint().toString())) {
            assertThatThrownBy(() -> direct.with(CallOptions.defaults().withServer("127.0.0.1:1"))
                            .stub(Shop.class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("server: 127.0.0.1:1 (expected: none, or " + server.endpoint()
                            + ", the only server of this client)");
        }
    }
}
