package io.volant.rpc.contract;

import static io.volant.rpc.contract.Events.await;
import static io.volant.rpc.contract.Events.get;
import static io.volant.rpc.contract.Events.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;

/** Workers of a service's own, and workers that are virtual threads. */
public abstract class BulkheadsContract extends TransportContract {
    private static final int MANY = 10_000;

    /** A service whose handlers block until they are released. */
    @RpcService
    interface Slow {
        @RpcMethod(timeout = "50s")
        CompletableFuture<String> block();
    }

    /** A service whose handlers return at once. */
    @RpcService
    interface Quick {
        String thread();
    }

    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();

    private CompletableFuture<String> block() {
        running.incrementAndGet();
        await(release);
        return CompletableFuture.completedFuture(Thread.currentThread().getName());
    }

    private static String thread() {
        return Thread.currentThread().getName();
    }

    @Test
    void aServiceThatBlocksItsOwnWorkersLeavesThoseOfTheOthersAlone() {
        closing(release::countDown);
        RpcServer server = start(server().workers(1)
                .service(Slow.class, this::block, on -> on.workers(2).workersQueue(1))
                .service(Quick.class, BulkheadsContract::thread));
        RpcClient client = connect(server);
        Slow slow = client.stub(Slow.class);
        List<CompletableFuture<String>> accepted = List.of(slow.block(), slow.block(), slow.block());
        until("both workers are busy", () -> running.get() == 2);

        assertThatThrownBy(() -> get(slow.block())).cause().satisfies(refused -> {
            assertThat(refused)
                    .hasMessage("OVERLOADED: Slow.block: all 2 workers are busy and 1 calls wait"
                            + " (limit 3; priority NORMAL). Not executed.");
            assertThat(((RpcException) refused).status()).isEqualTo(Status.OVERLOADED);
        });
        assertThat(client.stub(Quick.class).thread()).isEqualTo("volant-worker-" + server.port() + "-1");

        release.countDown();
        assertThat(accepted)
                .allSatisfy(answer -> assertThat(get(answer)).startsWith("volant-worker-" + server.port() + "-Slow-"));
    }

    @Test
    void closingWaitsForTheWorkersOfEveryService() {
        closing(release::countDown);
        RpcServer server = start(server().service(Slow.class, this::block, on -> on.workers(1)));
        CompletableFuture<String> accepted = connect(server).stub(Slow.class).block();
        until("the worker is busy", () -> running.get() == 1);

        server.shutdown();
        assertThat(server.state()).isEqualTo(RpcServer.State.DRAINING);
        release.countDown();

        assertThat(get(accepted)).startsWith("volant-worker-");
        until("closed", () -> server.state() == RpcServer.State.CLOSED);
    }

    @Test
    void aQueueOfItsOwnNeedsWorkersOfItsOwn() {
        assertThatThrownBy(() -> server().service(Quick.class, BulkheadsContract::thread, on -> on.workersQueue(3))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "workersQueue: 3 of Quick (expected: workers(n) with it: the queue is that of the service's own"
                                + " workers)");
    }

    @Test
    void tenThousandHandlersBlockAtOnceOnVirtualThreads() throws Exception {
        if (Runtime.version().feature() < 21) {
            assertThatThrownBy(() -> server().virtualThreads()
                            .service(Slow.class, this::block)
                            .build())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("virtual threads need Java 21 or newer (found: "
                            + Runtime.version().feature() + ")");
            System.out.println("not shown here: 10,000 virtual workers (needs Java 21 or newer, this is "
                    + Runtime.version().feature() + ")");
            return;
        }
        closing(release::countDown);
        RpcServer server =
                start(server().virtualThreads().workers(MANY).workersQueue(0).service(Slow.class, this::block));
        List<Slow> stubs =
                List.of(connect(server).stub(Slow.class), connect(server).stub(Slow.class));
        try (Recording recording = new Recording()) {
            recording.enable("jdk.VirtualThreadPinned").withoutThreshold().withStackTrace();
            recording.start();
            List<CompletableFuture<String>> answers = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                answers.add(stubs.get(i % 2).block());
            }
            until("all are at work", () -> running.get() == MANY);
            release.countDown();
            answers.forEach(answer -> assertThat(get(answer)).startsWith("volant-worker-"));
            assertThat(pinned(recording)).isEmpty();
        }
    }

    /** Events of virtual threads that held their carrier while they were parked in code of ours. */
    private static List<RecordedEvent> pinned(Recording recording) throws Exception {
        recording.stop();
        Path file = Files.createTempFile("pinned", ".jfr");
        try {
            recording.dump(file);
            return RecordingFile.readAllEvents(file).stream()
                    .filter(event -> String.valueOf(event.getStackTrace()).contains("io.volant"))
                    .toList();
        } finally {
            Files.delete(file);
        }
    }
}
