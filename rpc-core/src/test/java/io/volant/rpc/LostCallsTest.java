package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** What becomes of a call that may have been executed when its connection was lost. */
class LostCallsTest extends RouteInHand {
    private static final int SERVER = 7;
    private final Failure lost =
            Failure.of(Status.UNAVAILABLE, Outcome.UNKNOWN, "One.run: the connection broke. Outcome unknown.");
    private DirectRoute route;
    private FakeLine line;

    /** A call that went to server 7. */
    private record Lost(Request request) implements LostCall {
        @Override
        public boolean canAsk(Connection connection) {
            return connection instanceof FakeLine line && line.server == SERVER;
        }

        @Override
        public CompletableFuture<Response> askOver(Connection connection, Request again) {
            return connection.invoke(again);
        }
    }

    private void open() {
        route = route();
        line = connected();
        pass(1_000);
    }

    private CompletableFuture<Response> lose(Request request) {
        line.moveTo(Connection.State.CLOSED);
        return line.redirect.lost(new Lost(request), lost);
    }

    private FakeLine connected(int server) {
        FakeLine next = new FakeLine();
        next.server = server;
        attempts.remove().complete(next);
        return next;
    }

    @Test
    void itIsAskedAgainOverTheNextConnection() {
        open();
        CompletableFuture<Response> answer = lose(request());
        assertThat(answer).isNotDone();
        pass(20);

        FakeLine next = connected(SERVER);

        assertThat(Events.get(answer).isSuccess()).isTrue();
        assertThat(next.requests).hasSize(1);
        assertThat(next.requests.get(0).attempt()).isEqualTo(2);
        assertThat(time.pending()).isZero();
        route.close();
    }

    @Test
    void anotherServerIsNotAsked() {
        open();
        CompletableFuture<Response> answer = lose(request());
        pass(20);

        FakeLine next = connected(SERVER + 1);

        assertThat(failure(answer).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure(answer).message()).startsWith(lost.message()).contains("started anew");
        assertThat(next.requests).isEmpty();
    }

    @Test
    void itEndsWhenTwoAttemptsToConnectHaveFailed() {
        open();
        CompletableFuture<Response> answer = lose(request());
        pass(20);
        refused();
        assertThat(answer).isNotDone();
        pass(200);

        refused();

        assertThat(failure(answer).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure(answer).message()).endsWith("Its server could not be asked again.");
    }

    @Test
    void itWaitsForAConnectionASecondAtMost() {
        open();
        CompletableFuture<Response> answer = lose(request());

        pass(999);
        assertThat(answer).isNotDone();
        pass(1);

        assertThat(failure(answer).status()).isEqualTo(Status.UNAVAILABLE);
    }

    @Test
    void itWaitsNoLongerThanItsDeadline() {
        open();
        CompletableFuture<Response> answer = lose(request(Duration.ofMillis(300), CallOptions.defaults()));

        pass(300);

        assertThat(failure(answer).status()).isEqualTo(Status.DEADLINE_EXCEEDED);
        assertThat(failure(answer).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void itsCallerCanCancelIt() {
        open();
        Request request = request();
        CompletableFuture<Response> answer = lose(request);

        request.scope().cancel(Status.CANCELLED);

        assertThat(failure(answer).status()).isEqualTo(Status.CANCELLED);
        assertThat(failure(answer).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aRefusalOfTheSecondAttemptDoesNotMakeTheOutcomeCertain() {
        open();
        CompletableFuture<Response> refused = CompletableFuture.completedFuture(
                Response.failure(Failure.of(Status.OVERLOADED, Outcome.REJECTED, "One.run: no room. Not executed.")));
        CompletableFuture<Response> answer = lose(request(), (connection, again) -> refused);
        pass(20);
        connected(SERVER);

        assertThat(failure(answer).status()).isEqualTo(Status.OVERLOADED);
        assertThat(failure(answer).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure(answer).earlier()).containsExactly(lost);
    }

    /** A call that can be asked over any connection, and how. */
    private CompletableFuture<Response> lose(
            Request request, BiFunction<Connection, Request, CompletableFuture<Response>> asking) {
        line.moveTo(Connection.State.CLOSED);
        return line.redirect.lost(
                new LostCall() {
                    @Override
                    public Request request() {
                        return request;
                    }

                    @Override
                    public boolean canAsk(Connection connection) {
                        return true;
                    }

                    @Override
                    public CompletableFuture<Response> askOver(Connection connection, Request again) {
                        return asking.apply(connection, again);
                    }
                },
                lost);
    }

    /** A call that connections have no room for, as often as that. */
    private CompletableFuture<Response> loseWithoutRoom(Request request, AtomicInteger times) {
        Failure full = Failure.of(Status.OVERLOADED, Outcome.NOT_SENT, "One.run: full. Not sent.");
        return lose(
                request,
                (connection, again) -> times.getAndDecrement() > 0
                        ? CompletableFuture.completedFuture(Response.failure(full))
                        : connection.invoke(again));
    }

    @Test
    void itWaitsWhereTheConnectionHasNoRoom() {
        open();
        CompletableFuture<Response> answer = loseWithoutRoom(request(), new AtomicInteger(2));
        pass(20);
        FakeLine next = connected(SERVER);
        pass(20);
        assertThat(answer).isNotDone();

        pass(20);

        assertThat(Events.get(answer).isSuccess()).isTrue();
        assertThat(next.requests).hasSize(1);
        assertThat(time.pending()).isZero();
        route.close();
    }

    @Test
    void aFullConnectionIsNotAskedBeforeItHasRoom() {
        open();
        AtomicInteger refusals = new AtomicInteger(1);
        CompletableFuture<Response> answer = loseWithoutRoom(request(), refusals);
        pass(20);
        FakeLine next = connected(SERVER);
        next.mostInFlight = 0;
        pass(100);
        assertThat(answer).isNotDone();
        assertThat(next.requests).isEmpty();
        assertThat(refusals).as("asked once, when it came").hasValue(0);

        next.mostInFlight = 8;
        pass(20);

        assertThat(Events.get(answer).isSuccess()).isTrue();
        route.close();
    }

    @Test
    void itWaitsForRoomASecondAtMost() {
        open();
        CompletableFuture<Response> answer = loseWithoutRoom(request(), new AtomicInteger(Integer.MAX_VALUE));
        pass(20);
        connected(SERVER);

        for (int millis = 20; millis < 1_000; millis += 20) {
            assertThat(answer).isNotDone();
            pass(20);
        }

        assertThat(failure(answer).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure(answer).message()).startsWith(lost.message());
    }

    @Test
    void itsCallerCanCancelItWhileItWaitsForRoom() {
        open();
        Request request = request();
        CompletableFuture<Response> answer = loseWithoutRoom(request, new AtomicInteger(Integer.MAX_VALUE));
        pass(20);
        connected(SERVER);

        request.scope().cancel(Status.CANCELLED);

        assertThat(failure(answer).status()).isEqualTo(Status.CANCELLED);
        assertThat(failure(answer).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void whoFailsFastDoesNotAsk() {
        open();

        CompletableFuture<Response> answer =
                lose(request(Duration.ofSeconds(30), CallOptions.defaults().withFailFast()));

        assertThat(failure(answer)).isSameAs(lost);
    }

    @Test
    void itIsAskedThreeTimesAtMost() {
        open();
        Request request = request();
        for (int n = 0; n < 3; n++) {
            CompletableFuture<Response> answer = lose(request);
            pass(20);
            FakeLine next = connected(SERVER);
            assertThat(Events.get(answer).isSuccess()).isTrue();
            request = next.requests.get(0);
            line = next;
            pass(1_000);
        }

        assertThat(failure(lose(request))).isSameAs(lost);
    }

    @Test
    void closingTheClientEndsIt() {
        open();
        CompletableFuture<Response> answer = lose(request());

        route.close();

        assertThat(failure(answer).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure(line.redirect.lost(new Lost(request()), lost)).outcome())
                .isEqualTo(Outcome.UNKNOWN);
    }

    private static Failure failure(CompletableFuture<Response> answer) {
        return Events.get(answer).failure();
    }
}
