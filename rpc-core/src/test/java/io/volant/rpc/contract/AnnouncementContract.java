package io.volant.rpc.contract;

import static io.volant.rpc.contract.Events.await;
import static io.volant.rpc.contract.Events.get;
import static io.volant.rpc.contract.Events.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.Announcement;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcServer.State;
import io.volant.rpc.Serving;
import io.volant.rpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A server makes itself known when it serves, and goes in an order in which no call is lost. */
public abstract class AnnouncementContract extends TransportContract {
    private final PlainDesk desk = new PlainDesk();
    private final Notice notice = new Notice();

    /** What a server says of itself, and how long clients take to hear of it. */
    private static final class Notice implements Announcement, Announcement.Announced {
        final List<Serving> told = new CopyOnWriteArrayList<>();
        final CompletableFuture<Void> known = new CompletableFuture<>();
        final CountDownLatch withdrawn = new CountDownLatch(1);
        final CompletableFuture<Void> forgotten = new CompletableFuture<>();

        @Override
        public Announced announce(Serving server) {
            told.add(server);
            return this;
        }

        @Override
        public CompletableFuture<Void> told() {
            return known;
        }

        @Override
        public CompletableFuture<Void> withdraw() {
            withdrawn.countDown();
            return forgotten;
        }
    }

    private RpcServer build() {
        RpcServer server =
                server().workers(4).service(Desk.class, desk).announce(notice).build();
        closing(server::shutdownNow);
        closing(desk.release::countDown);
        return server;
    }

    private RpcServer serveDesk() {
        notice.known.complete(null);
        return build().start();
    }

    @Test
    void nothingIsSaidOfAServerThatHasNotStarted() {
        RpcServer server = build();
        assertThat(notice.told).isEmpty();

        server.close();

        assertThat(notice.told).isEmpty();
        assertThat(notice.withdrawn.getCount()).isOne();
    }

    @Test
    void whatIsSaidIsTrue() {
        RpcServer server = serveDesk();

        assertThat(notice.told).hasSize(1);
        Serving serving = notice.told.get(0);
        assertThat(serving.address()).hasToString(server.address());
        assertThat(serving.services()).containsExactly("Desk:1");
        assertThat(connect(server).stub(Desk.class).next()).isEqualTo(1);
        until(
                "the call is counted",
                () -> serving.stats().get().method("Desk", "next").orElseThrow().inFlight() == 0);
    }

    @Test
    void startingWaitsUntilTheServerIsKnownButNotForEver() {
        RpcServer server = build();
        CompletableFuture<RpcServer> started = CompletableFuture.supplyAsync(server::start);
        until("it is announced", () -> !notice.told.isEmpty());
        assertThat(server.state()).isEqualTo(State.SERVING);

        assertThat(get(started)).isSameAs(server); // nobody said that it is known
        assertThat(connect(server).stub(Desk.class).next()).isEqualTo(1);
    }

    @Test
    void anAnnouncementThatCannotWorkEndsTheStart() {
        RpcServer server = server().service(Desk.class, desk)
                .announce(notice)
                .announce(serving -> {
                    throw new IllegalStateException("the registry is closed");
                })
                .build();

        assertThatThrownBy(server::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the registry is closed");
        until("all is released", () -> server.state() == State.CLOSED);
        await(notice.withdrawn); // the other one knew of it
    }

    @Test
    void callsUnderWayAndCallsMadeDuringTheGraceAreAllAnswered() {
        RpcServer server = serveDesk();
        Desk stub = connect(server).stub(Desk.class);
        CompletableFuture<String> underWay = stub.hold();
        until("the call runs", () -> desk.held.get() == 1);

        server.shutdown();
        await(notice.withdrawn);
        assertThat(server.state()).isEqualTo(State.DRAINING);
        for (int i = 1; i <= 100; i++) {
            assertThat(stub.next()).isEqualTo(i);
        }
        assertThat(connect(server).stub(Desk.class).next()).isEqualTo(101); // a client that knows no better
        CompletableFuture<String> inGrace = stub.hold();
        until("the call runs", () -> desk.held.get() == 2);
        notice.forgotten.complete(null);
        AtomicReference<RpcException> refusal = new AtomicReference<>();
        until("calls are refused", () -> refused(stub, refusal));

        assertThat(refusal.get().status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(refusal.get().outcome().notExecuted()).isTrue();
        desk.release.countDown();
        assertThat(get(underWay)).isEqualTo("held");
        assertThat(get(inGrace)).isEqualTo("held");
    }

    private static boolean refused(Desk stub, AtomicReference<RpcException> refusal) {
        try {
            stub.next();
            return false;
        } catch (RpcException e) {
            refusal.set(e);
            return true;
        }
    }

    @Test
    void shuttingDownNowDoesNotWaitForClientsToHear() throws InterruptedException {
        RpcServer server = serveDesk();

        server.shutdownNow();

        assertThat(server.awaitTermination(Duration.ofSeconds(20))).isTrue();
        assertThat(notice.withdrawn.getCount()).isZero();
        assertThat(notice.forgotten).isNotDone();
    }

    @Test
    void shuttingDownNowEndsAGraceThatHasBegun() throws InterruptedException {
        RpcServer server = serveDesk();
        server.shutdown();
        await(notice.withdrawn);
        assertThat(server.awaitTermination(Duration.ofMillis(1))).isFalse();

        server.shutdownNow();

        assertThat(server.awaitTermination(Duration.ofSeconds(20))).isTrue();
        assertThat(notice.forgotten).isNotDone();
    }

    @Test
    void aShutdownWhileTheStartWaitsEndsTheWait() {
        RpcServer server = build();
        CompletableFuture<RpcServer> started = CompletableFuture.supplyAsync(server::start);
        until("it is announced", () -> !notice.told.isEmpty());

        notice.forgotten.complete(null);
        server.close();

        get(started);
        assertThat(server.state()).isEqualTo(State.CLOSED);
        assertThat(notice.withdrawn.getCount()).isZero();
    }
}
