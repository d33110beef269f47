package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.volant.rpc.CallOptions;
import io.volant.rpc.Endpoint;
import io.volant.rpc.Failure;
import io.volant.rpc.Layer;
import io.volant.rpc.NodeStats;
import io.volant.rpc.Outcome;
import io.volant.rpc.Response;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import io.volant.rpc.VolantRuntime;
import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which calls are made again, where and when. Servers, answers and the clock are in the hands of the test; the timer is real. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RetryTest {
    private static final Endpoint A = new Endpoint("127.0.0.1", 7_101);
    private static final Endpoint B = new Endpoint("127.0.0.1", 7_102);

    @RpcService
    interface Attempts {
        @RpcMethod(timeout = "1s", idempotent = true)
        CompletableFuture<String> read();

        @RpcMethod(timeout = "1s")
        CompletableFuture<String> write();

        @RpcMethod(timeout = "1s", attemptTimeout = "100ms", idempotent = true)
        CompletableFuture<String> find();

        @RpcMethod(timeout = "1s", attemptTimeout = "100ms")
        CompletableFuture<String> book();
    }

    private final AtomicLong nanos = new AtomicLong();
    private final VolantRuntime runtime =
            VolantRuntime.builder().ticker(nanos::get).build();
    private final LinesInHand lines = new LinesInHand();
    private final ListInHand list = new ListInHand();
    private final List<Integer> attempts = new ArrayList<>();
    private final List<Integer> calls = new ArrayList<>();
    private final List<CompletableFuture<Response>> answers = new ArrayList<>();
    private LoadBalancer balancer = new EachInTurn();
    private RetryPolicy policy = RetryPolicy.defaults();
    private RpcClient client;
    private Line a;
    private Line b;

    @AfterEach
    void close() {
        client.close();
        runtime.close();
    }

    private Attempts ledger(Endpoint... servers) {
        list.say(servers);
        client = RpcClient.builder()
                .runtime(runtime)
                .transport(lines)
                .interceptor(Layer.CALL, (method, next) -> request -> {
                    calls.add(request.attempt());
                    answers.add(next.invoke(request));
                    return answers.get(answers.size() - 1);
                })
                .interceptor(Layer.ATTEMPT, (method, next) -> request -> {
                    attempts.add(request.attempt());
                    return next.invoke(request.withMetadata(request.metadata()));
                })
                .routing(Cluster.of(list)
                        .balancer(balancer)
                        .slowStart(Duration.ZERO)
                        .retry(policy))
                .connect();
        Attempts ledger = client.stub(Attempts.class);
        a = lines.connect(A, 1);
        if (servers.length > 1) {
            b = lines.connect(B, 1);
        }
        Events.until(
                "all are ready",
                () -> client.stats().nodes().stream().allMatch(node -> node.state() == NodeStats.State.READY));
        return ledger;
    }

    /** The server that has the call under way, which is the only one. */
    private Line busy() {
        Events.until("an attempt is under way", () -> a.inFlight() + (b == null ? 0 : b.inFlight()) == 1);
        return a.inFlight() == 1 ? a : b;
    }

    private Line other(Line line) {
        return line == a ? b : a;
    }

    private static Failure failure(Status status, Outcome outcome) {
        return Failure.of(status, outcome, "it " + status + ". " + outcome.sentence());
    }

    private static RpcException thrown(CompletableFuture<String> call) {
        Events.until("the call has failed", call::isCompletedExceptionally);
        return (RpcException)
                catchThrowableOfType(CompletionException.class, call::join).getCause();
    }

    private void pass(long millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @ParameterizedTest
    @CsvSource({"UNAVAILABLE, UNKNOWN", "INTERNAL, EXECUTED", "INTERNAL, UNKNOWN", "UNAVAILABLE, REJECTED"})
    void anIdempotentCallThatFailedIsMadeAgainAtAnotherServerAtOnce(Status status, Outcome outcome) {
        CompletableFuture<String> call = ledger(A, B).read();
        Line first = busy();

        first.fail(failure(status, outcome));

        assertThat(other(first).inFlight()).isEqualTo(1);
        other(first).answer("found");
        assertThat(Events.get(call)).isEqualTo("found");
        assertThat(attempts).containsExactly(1, 2);
        assertThat(calls).containsExactly(1);
    }

    @ParameterizedTest
    @CsvSource({
        "UNAVAILABLE, UNKNOWN",
        "INTERNAL, EXECUTED",
        "INTERNAL, UNKNOWN",
        "DEADLINE_EXCEEDED, UNKNOWN",
        "OVERLOADED, UNKNOWN"
    })
    void whatMayHaveRunAndIsNotIdempotentIsNeverMadeAgain(Status status, Outcome outcome) {
        CompletableFuture<String> call = ledger(A, B).book();

        busy().fail(failure(status, outcome));

        assertThat(thrown(call).outcome()).isEqualTo(outcome);
        assertThat(attempts).containsExactly(1);
    }

    @Test
    void whatCertainlyDidNotRunIsMadeAgainWhateverItDoes() {
        CompletableFuture<String> call = ledger(A, B).write();
        Line first = busy();

        first.fail(failure(Status.UNAVAILABLE, Outcome.REJECTED));
        other(first).answer("written");

        assertThat(Events.get(call)).isEqualTo("written");
    }

    @Test
    void noAttemptGoesWhereAnEarlierOneFailedWhileThereAreOthers() {
        balancer = nodes -> (request, tried) ->
                nodes.stream().filter(node -> !tried.contains(node)).findFirst().orElse(nodes.get(0));
        CompletableFuture<String> call = ledger(A, B).read();

        a.fail(failure(Status.UNAVAILABLE, Outcome.UNKNOWN));
        b.fail(failure(Status.UNAVAILABLE, Outcome.UNKNOWN));
        Events.until("both failed, so it is the first one again", () -> a.inFlight() == 1);
        a.answer("found");

        assertThat(Events.get(call)).isEqualTo("found");
    }

    @Test
    void aRefusedCallWaitsALittleBeforeItGoesToAnotherServer() {
        CompletableFuture<String> call = ledger(A, B).write();
        Line first = busy();

        first.fail(failure(Status.OVERLOADED, Outcome.REJECTED));
        assertThat(attempts).containsExactly(1);
        Events.until("it went there", () -> other(first).inFlight() == 1);
        other(first).answer("written");

        assertThat(Events.get(call)).isEqualTo("written");
    }

    @ParameterizedTest
    @CsvSource({
        "APPLICATION, EXECUTED",
        "INVALID_ARGUMENT, REJECTED",
        "UNIMPLEMENTED, REJECTED",
        "FAILED_PRECONDITION, REJECTED",
        "UNAUTHENTICATED, REJECTED",
        "PERMISSION_DENIED, REJECTED",
        "RESOURCE_EXHAUSTED, REJECTED",
        "RESULT_UNENCODABLE, EXECUTED",
        "CANCELLED, UNKNOWN",
        "DEADLINE_EXCEEDED, UNKNOWN",
        "INTERNAL, NOT_SENT",
        "UNAVAILABLE, NOT_SENT"
    })
    void whatWouldFailAgainOrHasNoTimeLeftIsNotMadeAgain(Status status, Outcome outcome) {
        CompletableFuture<String> call = ledger(A, B).read();

        busy().fail(failure(status, outcome));

        assertThat(thrown(call).status()).isEqualTo(status);
        assertThat(attempts).containsExactly(1);
    }

    @Test
    void aServerMayForbidAnotherAttempt() {
        CompletableFuture<String> call = ledger(A, B).read();

        busy().fail(failure(Status.UNAVAILABLE, Outcome.REJECTED).withNeverRetry());

        assertThat(thrown(call).failure().neverRetry()).isTrue();
        assertThat(attempts).containsExactly(1);
    }

    @Test
    void afterThreeAttemptsTheCallerIsToldOfAll() {
        CompletableFuture<String> call = ledger(A, B).read();
        Line first = busy();
        first.fail(failure(Status.INTERNAL, Outcome.EXECUTED));
        other(first).fail(failure(Status.UNAVAILABLE, Outcome.UNKNOWN));
        busy().fail(failure(Status.UNAVAILABLE, Outcome.REJECTED));

        RpcException error = thrown(call);

        assertThat(error.status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(error.outcome()).as("of all attempts together").isEqualTo(Outcome.EXECUTED);
        assertThat(error).hasMessageContaining("This was attempt 3. An earlier attempt was executed.");
        assertThat(error.failure().earlier())
                .extracting(Failure::status)
                .containsExactly(Status.INTERNAL, Status.UNAVAILABLE);
        assertThat(error.getSuppressed())
                .extracting(Throwable::getMessage)
                .containsExactly("INTERNAL: it INTERNAL. Executed.", "UNAVAILABLE: it UNAVAILABLE. Outcome unknown.");
    }

    @Test
    void anAttemptHasNoMoreTimeThanItsInterfaceGivesIt() {
        CompletableFuture<String> call = ledger(A, B).find();
        Line first = busy();
        assertThat(first.oldest().deadline().remaining()).isEqualTo(Duration.ofMillis(100));

        pass(100);
        first.fail(failure(Status.DEADLINE_EXCEEDED, Outcome.UNKNOWN));
        Line second = other(first);
        assertThat(second.inFlight()).isEqualTo(1);
        assertThat(second.oldest().deadline().remaining()).isEqualTo(Duration.ofMillis(100));
        pass(850);
        second.fail(failure(Status.DEADLINE_EXCEEDED, Outcome.UNKNOWN));

        assertThat(busy().oldest().deadline().remaining())
                .as("what is left of the whole call")
                .isEqualTo(Duration.ofMillis(50));
        busy().answer("found");
        assertThat(Events.get(call)).isEqualTo("found");
    }

    @Test
    void withoutABudgetNothingIsMadeAgain() {
        policy = policy.withBudget(0, 0);
        CompletableFuture<String> call = ledger(A, B).read();

        busy().fail(failure(Status.UNAVAILABLE, Outcome.UNKNOWN));

        assertThat(thrown(call)).hasMessageContaining("Not tried again: the retry budget is spent.");
        assertThat(attempts).containsExactly(1);
    }

    @Test
    void aCallThatFailsFastIsMadeOnce() {
        ledger(A, B);
        CompletableFuture<String> call = client.with(CallOptions.defaults().withFailFast())
                .stub(Attempts.class)
                .read();

        busy().fail(failure(Status.UNAVAILABLE, Outcome.UNKNOWN));

        assertThat(thrown(call).status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(attempts).containsExactly(1);
    }

    @Test
    void withPolicyOffACallIsMadeOnce() {
        policy = RetryPolicy.off();
        CompletableFuture<String> call = ledger(A, B).read();

        busy().fail(failure(Status.UNAVAILABLE, Outcome.UNKNOWN));

        assertThat(thrown(call)).hasMessage("UNAVAILABLE: it UNAVAILABLE. Outcome unknown.");
        assertThat(attempts).containsExactly(1);
    }

    @Test
    void theOnlyServerIsAskedAgainAfterTheTimeThatItAskedFor() {
        CompletableFuture<String> call = ledger(A).write();
        long before = System.nanoTime();

        a.fail(failure(Status.OVERLOADED, Outcome.REJECTED).withRetryAfter(Duration.ofMillis(300)));
        Events.until("it is asked again", () -> a.inFlight() == 1);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        a.answer("written");
        assertThat(Events.get(call)).isEqualTo("written");
    }

    @Test
    void nobodyWaitsForAnAttemptThatWouldComeTooLate() {
        CompletableFuture<String> call = ledger(A).write();

        a.fail(failure(Status.OVERLOADED, Outcome.REJECTED).withRetryAfter(Duration.ofSeconds(1)));

        assertThat(call).isCompletedExceptionally();
        assertThat(thrown(call).status()).isEqualTo(Status.OVERLOADED);
    }

    @Test
    void aCallThatIsCancelledBetweenAttemptsEndsThen() {
        CompletableFuture<String> call = ledger(A).write();
        a.fail(failure(Status.OVERLOADED, Outcome.REJECTED).withRetryAfter(Duration.ofMillis(900)));
        assertThat(call).isNotDone();

        call.cancel(true);

        assertThat(call).isCancelled();
        assertThat(answers)
                .singleElement()
                .satisfies(answer -> assertThat(answer).isDone());
        assertThat(attempts).containsExactly(1);
    }

    @Test
    void attemptsOfIdempotentMethodsAreGivenUpWhenTheyTakeFarLongerThanUsual() {
        Attempts ledger = ledger(A, B);
        for (int i = 0; i < 64; i++) {
            CompletableFuture<String> call = ledger.read();
            assertThat(busy().oldest().deadline().remaining()).isEqualTo(Duration.ofSeconds(1));
            pass(50);
            busy().answer("found");
            Events.get(call);
        }

        CompletableFuture<String> call = ledger.read();
        Line first = busy();
        assertThat(first.oldest().deadline().remaining()).isEqualTo(Duration.ofMillis(200));
        pass(200);
        first.fail(failure(Status.DEADLINE_EXCEEDED, Outcome.UNKNOWN));
        other(first).answer("found");

        assertThat(Events.get(call)).isEqualTo("found");
        CompletableFuture<String> written = ledger.write();
        assertThat(busy().oldest().deadline().remaining()).isEqualTo(Duration.ofSeconds(1));
        busy().answer("written");
        assertThat(Events.get(written)).isEqualTo("written");
    }
}
