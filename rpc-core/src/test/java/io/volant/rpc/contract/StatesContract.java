package io.volant.rpc.contract;

import static io.volant.rpc.contract.Events.await;
import static io.volant.rpc.contract.Events.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcServer.State;
import io.volant.rpc.RpcServerBuilder;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The life of a server, state by state. */
public abstract class StatesContract extends TransportContract {
    private final PlainDesk desk = new PlainDesk();
    private final List<State> told = new CopyOnWriteArrayList<>();

    private RpcServerBuilder desk() {
        return server().workers(2).service(Desk.class, desk);
    }

    private RpcServer build() {
        RpcServer server = desk().build();
        closing(server::shutdownNow);
        server.onState(told::add);
        return server;
    }

    @Test
    void buildingBindsNothing() {
        int port = serve(Desk.class, desk).port();

        RpcServer second = desk().port(port).build(); // the port is taken, which nobody finds out yet

        assertThat(second.state()).isEqualTo(State.NEW);
        assertThatThrownBy(second::port)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the server is NEW and has no address (expected: started)");
        assertThatThrownBy(second::address).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void statesAreToldOnceAndInOrder() throws InterruptedException {
        RpcServer server = build();
        assertThat(server.start()).isSameAs(server);
        assertThat(server.state()).isEqualTo(State.SERVING);
        assertThat(connect(server).stub(Desk.class).next()).isEqualTo(1);

        server.close();
        server.close();
        server.shutdown();

        assertThat(server.state()).isEqualTo(State.CLOSED);
        assertThat(server.awaitTermination(Duration.ofSeconds(20))).isTrue();
        assertThat(told).containsExactly(State.STARTING, State.SERVING, State.DRAINING, State.CLOSED);
    }

    @Test
    void aListenerThatComesLateHearsOfThePresentState() {
        RpcServer server = serve(Desk.class, desk);

        server.onState(told::add);
        assertThat(told).containsExactly(State.SERVING);
        server.close();

        assertThat(told).containsExactly(State.SERVING, State.DRAINING, State.CLOSED);
    }

    @Test
    void aListenerThatThrowsDisturbsNobody() {
        RpcServer server = desk().build();
        closing(server::shutdownNow);
        server.onState(state -> {
            throw new IllegalStateException("on purpose");
        });
        server.onState(told::add);

        server.start().close();

        assertThat(told).containsExactly(State.STARTING, State.SERVING, State.DRAINING, State.CLOSED);
    }

    @Test
    void aListenerMayShutTheServerDown() {
        RpcServer server = build();
        server.onState(state -> {
            if (state == State.SERVING) {
                server.shutdown();
            }
        });

        server.start();

        until("told that it is closed", () -> told.contains(State.CLOSED)); // which comes after the state has changed
        assertThat(told).containsExactly(State.STARTING, State.SERVING, State.DRAINING, State.CLOSED);
    }

    @Test
    void aServerDrainsAsLongAsAHandlerWorks() {
        RpcServer server = build();
        server.start();
        CompletableFuture<String> held = connect(server).stub(Desk.class).hold();
        until("held", () -> desk.held.get() == 1);

        server.shutdown();

        assertThat(server.state()).isEqualTo(State.DRAINING);
        desk.release.countDown();
        assertThat(Events.get(held)).isEqualTo("held");
        until("closed", () -> server.state() == State.CLOSED);
    }

    @Test
    void aServerStartsOnce() {
        RpcServer server = build();
        server.start();
        assertThatThrownBy(server::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "the server is SERVING (expected: NEW): a server starts once; build another one to start again");
        server.close();
        assertThatThrownBy(server::start).hasMessageStartingWith("the server is CLOSED (expected: NEW)");
    }

    @Test
    void aServerThatNeverStartedCanBeClosed() throws InterruptedException {
        RpcServer server = build();

        server.close();

        assertThat(told).containsExactly(State.CLOSED);
        server.awaitTermination();
        assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aStartThatFailsEndsTheServer() throws InterruptedException {
        int taken = serve(Desk.class, desk).port();
        RpcServer server = desk().port(taken).build();
        server.onState(told::add);

        assertThatThrownBy(server::start).isInstanceOf(UncheckedIOException.class);

        assertThat(told).containsExactly(State.STARTING, State.CLOSED);
        server.awaitTermination();
        server.close();
    }

    @Test
    void aServerThatIsShutDownWhileItStartsIsReachableByNobody() throws InterruptedException {
        RpcServer server = desk().build();
        CountDownLatch starting = new CountDownLatch(1);
        server.onState(state -> {
            told.add(state);
            if (state == State.STARTING) {
                server.shutdown();
                starting.countDown();
            }
        });

        assertThatThrownBy(server::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the server was shut down while it started");

        await(starting);
        assertThat(server.awaitTermination(Duration.ofSeconds(20))).isTrue();
        assertThat(told).containsExactly(State.STARTING, State.DRAINING, State.CLOSED);
    }
}
