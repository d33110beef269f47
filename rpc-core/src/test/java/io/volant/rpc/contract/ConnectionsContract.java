package io.volant.rpc.contract;

import static io.volant.rpc.contract.Events.await;
import static io.volant.rpc.contract.Events.get;
import static io.volant.rpc.contract.Events.until;
import static io.volant.rpc.contract.Lines.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Connection;
import io.volant.rpc.EventLoopThread;
import io.volant.rpc.Listening;
import io.volant.rpc.Outcome;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.Status;
import io.volant.rpc.contract.Lines.Arrived;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connection as the layers above it see it: an invoker with a state, between a listener and whoever connects to it. */
public abstract class ConnectionsContract extends TransportContract {
    private Lines lines;

    @BeforeEach
    final void listen() throws IOException {
        lines = closing(new Lines(network(), serializer()));
    }

    private Connection connect() {
        return closing(lines.connect());
    }

    @Test
    void carriesACallThereAndBack() throws Exception {
        Listening listening = lines.listening();
        Connection connection = connect();
        CompletableFuture<Response> response = connection.invoke(lines.request());
        Arrived call = lines.next();

        assertThat(connection.state()).isEqualTo(Connection.State.READY);
        assertThat(connection.peer().address())
                .isEqualTo("localhost:" + listening.address().port());
        assertThat(connection.inFlight()).isEqualTo(1);
        assertThat(call.request().arguments()).containsExactly("hello");
        assertThat(call.request().peer().name()).isEqualTo("the contract");
        assertThat(call.request().deadline().remaining()).isBetween(Duration.ofSeconds(1), LONG.plusMillis(1));
        call.answer("there");

        assertThat(get(response).value()).isEqualTo("there");
        until("nothing is in flight", () -> connection.inFlight() == 0);
    }

    @Test
    void completesOnAnEventLoop() throws Exception {
        Connection connection = connect();
        CompletableFuture<Boolean> onLoop =
                connection.invoke(lines.request()).thenApply(response -> EventLoopThread.isCurrent());
        lines.next().answer("there");

        assertThat(get(onLoop)).isTrue();
    }

    @Test
    void cancellingTheFutureOfAnInvokerHasNoEffect() throws Exception {
        Connection connection = connect();
        CompletableFuture<Response> response = connection.invoke(lines.request());
        Arrived call = lines.next();

        response.cancel(true);

        assertThat(call.request().scope().cancelled()).isFalse();
        call.answer("there");
        assertThat(get(response).value()).isEqualTo("there");
    }

    @Test
    void aCallCancelledBeforeItIsMadeIsNotSent() throws Exception {
        Connection connection = connect();
        Request request = lines.request();
        request.scope().cancel(Status.CANCELLED);

        Response response = get(connection.invoke(request));

        assertThat(response.failure().status()).isEqualTo(Status.CANCELLED);
        assertThat(response.failure().outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(lines.arrived).isEmpty();
    }

    @Test
    void aCallWhoseTimeIsOverIsNotSent() throws Exception {
        Connection connection = connect();

        Response response = get(connection.invoke(lines.request(Duration.ZERO)));

        assertThat(response.failure().status()).isEqualTo(Status.DEADLINE_EXCEEDED);
        assertThat(response.failure().outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(lines.arrived).isEmpty();
    }

    @Test
    void cancellingTheScopeReachesTheOtherSide() throws Exception {
        Connection connection = connect();
        Request request = lines.request();
        CompletableFuture<Response> response = connection.invoke(request);
        Arrived call = lines.next();
        CountDownLatch heard = new CountDownLatch(1);
        call.request().scope().onCancel(heard::countDown);

        request.scope().cancel(Status.CANCELLED);

        await(heard);
        assertThat(call.request().scope().reason()).isEqualTo(Status.CANCELLED);
        assertThat(get(response).failure().outcome()).isEqualTo(Outcome.UNKNOWN);
        call.answer("late");
        assertThat(get(connection.invoke(lines.request(Duration.ZERO))).isSuccess())
                .isFalse(); // it lives
        assertThat(connection.state()).isEqualTo(Connection.State.READY);
    }

    @Test
    void drainingWaitsForWhatIsInFlightAndThenCloses() throws Exception {
        Connection connection = connect();
        BlockingQueue<Connection.State> states = new LinkedBlockingQueue<>();
        connection.onState(states::add);
        CompletableFuture<Response> response = connection.invoke(lines.request());
        Arrived call = lines.next();

        CompletableFuture<Void> drained = connection.drain(LONG);

        assertThat(states.poll(20, TimeUnit.SECONDS)).isEqualTo(Connection.State.DRAINING);
        Response refused = get(connection.invoke(lines.request()));
        assertThat(refused.failure().status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(refused.failure().outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(drained).isNotDone();
        call.answer("there");
        assertThat(get(response).value()).isEqualTo("there");
        get(drained);
        assertThat(states.poll(20, TimeUnit.SECONDS)).isEqualTo(Connection.State.CLOSED);
        assertThat(states).isEmpty();
    }

    @Test
    void drainingEndsWhatTakesTooLong() throws Exception {
        Connection connection = connect();
        CompletableFuture<Response> response = connection.invoke(lines.request());
        lines.next();

        get(connection.drain(Duration.ofMillis(20)));

        assertThat(get(response).failure().status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(get(response).failure().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(connection.state()).isEqualTo(Connection.State.CLOSED);
    }

    @Test
    void drainingAnIdleConnectionClosesIt() throws Exception {
        Connection connection = connect();

        get(connection.drain(LONG));
        get(connection.drain(LONG));

        assertThat(connection.state()).isEqualTo(Connection.State.CLOSED);
    }

    @Test
    void closingEndsWhatIsInFlightAndCancelsItOnTheOtherSide() throws Exception {
        Connection connection = connect();
        CompletableFuture<Response> response = connection.invoke(lines.request());
        Arrived call = lines.next();
        CountDownLatch heard = new CountDownLatch(1);
        call.request().scope().onCancel(heard::countDown);

        connection.close();
        connection.close();

        assertThat(get(response).failure().status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(get(response).failure().outcome()).isEqualTo(Outcome.UNKNOWN);
        await(heard);
        assertThat(get(connection.invoke(lines.request())).failure().outcome()).isEqualTo(Outcome.NOT_SENT);
        BlockingQueue<Connection.State> states = new LinkedBlockingQueue<>();
        connection.onState(states::add);
        assertThat(states.poll(20, TimeUnit.SECONDS)).isEqualTo(Connection.State.CLOSED);
    }

    @Test
    void aListenerThatDrainsTellsItsClientsAndFinishesWhatItAccepted() throws Exception {
        Listening listening = lines.listening();
        Connection connection = connect();
        BlockingQueue<Connection.State> states = new LinkedBlockingQueue<>();
        connection.onState(states::add);
        CompletableFuture<Response> response = connection.invoke(lines.request());
        Arrived call = lines.next();

        CompletableFuture<Void> drained = listening.drain(LONG);

        assertThat(states.poll(20, TimeUnit.SECONDS)).isEqualTo(Connection.State.DRAINING);
        assertThat(drained).isNotDone();
        call.answer("there");
        assertThat(get(response).value()).isEqualTo("there");
        get(drained);
        assertThat(states.poll(20, TimeUnit.SECONDS)).isEqualTo(Connection.State.CLOSED);
    }

    @Test
    void aListenerThatClosesEndsWhatItAccepted() throws Exception {
        Listening listening = lines.listening();
        Connection connection = connect();
        CompletableFuture<Response> response = connection.invoke(lines.request());
        lines.next();

        listening.close();
        listening.close();

        assertThat(get(response).failure().status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(get(response).failure().outcome()).isEqualTo(Outcome.UNKNOWN);
        until("the connection is closed", () -> connection.state() == Connection.State.CLOSED);
    }
}
