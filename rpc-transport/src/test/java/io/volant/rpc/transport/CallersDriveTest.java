package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.volant.rpc.CallOptions;
import io.volant.rpc.EventLoopThread;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcServer;
import io.volant.rpc.Status;
import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A caller who is alone does the I/O of its calls itself, and everybody else is served as if it did not. */
class CallersDriveTest extends DrivingCallers {
    @Test
    void aLoneCallerGetsItsAnswersOnItsOwnThread() {
        drive();

        for (int i = 0; i < 100; i++) {
            assertThat(desk.next(i)).isEqualTo(i + 1);
        }

        assertThat(answeredOn).filteredOn(Thread.currentThread()::equals).hasSizeGreaterThan(50);
        assertThat(EventLoopThread.isCurrent()).isFalse();
    }

    @Test
    void anotherCallerIsServedWhileOneDrivesAndAfterThat() throws Exception {
        drive();
        CompletableFuture<Void> driver = inBackground(() -> {
            drive();
            assertThat(desk.held(1)).isEqualTo(2);
        });
        Events.until("the driver waits", () -> heldCalls.get() == 1);

        for (int i = 0; i < 100; i++) {
            assertThat(desk.next(i)).isEqualTo(i + 1);
        }
        CompletableFuture<Integer> afterwards = desk.nextAsync(5);
        release.countDown();
        Events.get(driver);

        assertThat(Events.get(afterwards)).isEqualTo(6);
        assertThat(desk.next(7)).isEqualTo(8);
    }

    @Test
    void aCallThatIsLeftWhenTheDriverLeavesIsAnswered() throws Exception {
        drive();
        CompletableFuture<Void> other =
                inBackground(() -> assertThat(desk.held(1)).isEqualTo(2));
        Events.until("the other waits", () -> heldCalls.get() == 1);
        drive();

        release.countDown();

        Events.get(other);
    }

    @Test
    void anInterruptEndsTheCallOfTheDriver() throws Exception {
        CompletableFuture<RpcException> failure = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        List<Thread> driver = new CopyOnWriteArrayList<>();
        inBackground(
                () -> {
                    drive();
                    failure.complete(catchThrowableOfType(RpcException.class, () -> desk.held(1)));
                    interrupted.complete(Thread.currentThread().isInterrupted());
                },
                driver::add);
        Events.until("the driver waits", () -> heldCalls.get() == 1);

        driver.get(0).interrupt();

        assertThat(Events.get(failure).failure().status()).isEqualTo(Status.CANCELLED);
        assertThat(Events.get(interrupted)).isTrue();
    }

    @Test
    void aDeadlineEndsTheCallOfTheDriver() {
        Desk impatient = client.with(CallOptions.defaults().withTimeout(Duration.ofMillis(100)))
                .stub(Desk.class);
        drive();

        RpcException late = catchThrowableOfType(RpcException.class, () -> impatient.held(1));

        assertThat(late.failure().status()).isEqualTo(Status.DEADLINE_EXCEEDED);
        assertThat(desk.next(1)).isEqualTo(2);
    }

    @Test
    void aServerThatGoesAwayWhileNobodyDrivesIsNoticed() {
        drive();

        server.shutdownNow();

        Events.until(
                "the connection is closed", () -> client.stats().connections().open() == 0);
    }

    @Test
    void theRuntimeCanBeClosedWhileACallerDrives() throws Exception {
        CompletableFuture<RpcException> failure = new CompletableFuture<>();
        Thread own = ownThread();
        inBackground(() -> {
            drive();
            failure.complete(catchThrowableOfType(RpcException.class, () -> desk.held(1)));
        });
        Events.until("the driver waits", () -> heldCalls.get() == 1);

        runtime.close();

        assertThat(Events.get(failure).failure().status()).isEqualTo(Status.UNAVAILABLE);
        Events.until("the loop's own thread has ended", () -> !own.isAlive());
    }

    /** The loop's own, which answers as long as nobody drives. */
    private Thread ownThread() {
        for (int number = 0; number < MOST_CALLS; number++) {
            Events.get(desk.nextAsync(number));
            for (Thread thread : answeredOn) {
                if (thread.getName().startsWith("volant-io")) {
                    return thread;
                }
            }
        }
        throw new AssertionError("no call was answered by an event loop: " + answeredOn);
    }

    @Test
    void callersOfAllKindsAtOnceGetTheirOwnAnswers() {
        List<CompletableFuture<Void>> callers = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            int first = n * MOST_CALLS;
            callers.add(inBackground(() -> {
                for (int number = first; number < first + 500; number++) {
                    boolean alone = number % 100 < 20; // otherwise an asynchronous call now and then
                    int next = alone || number % 7 > 0 ? desk.next(number) : Events.get(desk.nextAsync(number));
                    assertThat(next).isEqualTo(number + 1);
                }
            }));
        }

        callers.forEach(Events::get);
    }

    @Test
    void aCallFromTheEndOfTheStackSpoilsNoLaterOne() {
        drive();

        for (int attempt = 0; attempt < 12; attempt++) {
            try {
                deeper(attempt);
            } catch (StackOverflowError | LinkageError | RpcException e) {
                // as far as it went
            }

            assertThat(desk.next(attempt)).isEqualTo(attempt + 1);
            drive();
        }
    }

    private int deeper(int depth) {
        return depth % 64 == 0 ? desk.next(depth) + deeper(depth + 1) : deeper(depth + 1);
    }

    @Test
    void aServerIsGivenNoRuntimeWhoseLoopCallersDrive() {
        assertThatThrownBy(() -> RpcServer.builder().runtime(runtime))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("callers drive its event loop");
    }
}
