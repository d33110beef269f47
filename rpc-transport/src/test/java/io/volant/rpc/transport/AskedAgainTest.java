package io.volant.rpc.transport;

import static io.volant.rpc.contract.Events.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.Status;
import io.volant.rpc.WireLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server makes of calls that are asked again, byte by byte. */
@Timeout(60)
class AskedAgainTest {
    private final Held held = new Held();
    private final List<AskingPeer> lines = new ArrayList<>();
    private TestServer server = TestServer.start(held);

    @AfterEach
    void close() {
        lines.forEach(line -> line.peer.close());
        server.close();
    }

    private AskingPeer line() {
        AskingPeer line = new AskingPeer(server.port());
        lines.add(line);
        return line;
    }

    private void answer(int call, String value) {
        Held.Call ending = held.call(call);
        ending.response().complete(TestServer.answer(ending.request(), value));
    }

    private static void assertForgotten(Failure failure) {
        assertThat(failure.status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure.neverRetry()).isTrue();
    }

    @Test
    void aFirstAttemptThatComesBehindTheSecondIsNotRun() {
        AskingPeer first = line();
        AskingPeer second = line();
        second.ask(1, 1, first);
        held.call(0);

        first.call(1, 1, 0);
        assertThat(first.peer.endsWithin(Duration.ofSeconds(20))).isTrue();
        answer(0, "once");

        assertThat(second.result()).isEqualTo("once");
        assertThat(held.calls).hasSize(1);
    }

    @Test
    void aCallThatIsReadBeforeItsSecondAttemptIsJoined() {
        AskingPeer first = line();
        first.call(1, 1, 0);
        held.call(0);
        AskingPeer second = line();

        second.ask(1, 1, first);
        assertThat(first.peer.endsWithin(Duration.ofSeconds(20))).isTrue();
        answer(0, "once");

        assertThat(second.result()).isEqualTo("once");
        assertThat(held.calls).hasSize(1);
    }

    @Test
    void aCallThatIsAskedForOverItsOwnConnectionIsRefused() {
        AskingPeer line = line();

        line.ask(1, 1, line);
        Failure failure = line.failure();

        assertThat(failure.status()).isEqualTo(Status.INVALID_ARGUMENT);
        assertThat(failure.outcome()).isEqualTo(Outcome.REJECTED);
        line.call(2, 1, 0);
        answer(0, "lives");
        assertThat(line.result()).isEqualTo("lives");
    }

    @Test
    void aThirdAttemptJoinsWhatTheSecondBegan() {
        AskingPeer first = line();
        AskingPeer second = line();
        second.ask(1, 5, first);
        held.call(0);
        second.peer.close();
        AskingPeer third = line();

        third.ask(1, 5, first);
        answer(0, "once");

        assertThat(third.result()).isEqualTo("once");
        assertThat(held.calls).hasSize(1);
    }

    @Test
    void whatEndedWhileNobodyWasConnectedIsAnsweredLater() {
        AskingPeer first = line();
        first.call(1, 1, 0);
        held.call(0);
        first.peer.close();
        answer(0, "once");

        for (int attempt = 0; attempt < 2; attempt++) {
            AskingPeer next = line();
            next.ask(1, 1, first);
            assertThat(next.result()).isEqualTo("once");
            next.peer.close();
        }
        assertThat(held.calls).hasSize(1);
    }

    @Test
    void eachCallOfAConnectionIsKnownByItsNumber() {
        AskingPeer first = line();
        for (int n = 1; n <= 3; n++) {
            first.call(n, n, 0);
            held.call(n - 1);
        }
        answer(1, "two");
        assertThat(first.result()).isEqualTo("two");
        first.peer.close();
        AskingPeer second = line();

        second.ask(7, 2, first);
        assertThat(second.result()).isEqualTo("two");
        second.ask(8, 3, first);
        answer(2, "three");
        assertThat(second.result()).isEqualTo("three");
        second.ask(9, 1, first);
        answer(0, "one");
        assertThat(second.result()).isEqualTo("one");
        second.ask(10, 4, first);
        answer(3, "four");
        assertThat(second.result()).isEqualTo("four");
        assertThat(held.calls).hasSize(4);
    }

    @Test
    void aCallOfWhichOnlyAPartCameRunsWhenItIsAskedAgain() {
        AskingPeer first = line();
        first.peer.frame((writer, out) -> writer.first(out, AskingPeer.head(1, 1, 0, null), 10, AskingPeer.X, 0, 2));
        first.call(2, 2, 0);
        held.call(0); // behind it
        first.peer.close();
        AskingPeer second = line();

        second.ask(1, 1, first);
        answer(1, "whole");

        assertThat(second.result()).isEqualTo("whole");
    }

    @Test
    void aReplyThatIsNotKeptIsNotReplacedByAnotherExecution() {
        server.close();
        server = TestServer.with()
                .limits(WireLimits.defaults().withKeptReplies(1))
                .start(held);
        AskingPeer first = line();
        first.call(1, 1, 0);
        answer(0, "once");
        assertThat(first.result()).isEqualTo("once");
        first.peer.close();
        AskingPeer second = line();

        second.ask(1, 1, first);

        assertForgotten(second.failure());
        assertThat(held.calls).hasSize(1);
    }

    @Test
    void whatMayBeKeptIsBoundedAndTheOldestIsForgottenFirst() {
        server.close();
        server = TestServer.with()
                .limits(WireLimits.defaults().withKeptReplies(128 << 10)) // 16 KiB for a connection
                .start(TestServer::echo);
        AskingPeer first = line();
        int calls = 400;
        for (int n = 1; n <= calls; n++) {
            first.call(n, n, 0);
        }
        for (int n = 1; n <= calls; n++) {
            assertThat(first.result()).isEqualTo("x");
        }
        first.peer.close();
        AskingPeer second = line();

        second.ask(1, 1, first);
        assertForgotten(second.failure());
        second.ask(2, calls, first);
        assertThat(second.result()).isEqualTo("x");
    }

    @Test
    void aReplyInPiecesIsGivenToWhoJoinsAndNotKept() {
        AskingPeer first = line();
        first.call(1, 1, 0);
        held.call(0);
        AskingPeer second = line();
        second.ask(1, 1, first);
        until("it is joined", () -> first.peer.endsWithin(Duration.ofSeconds(20)));

        answer(0, "y".repeat(100_000));

        assertThat(second.peer.read(FrameType.RESPONSE).totalLength()).isGreaterThan(100_000);
        AskingPeer third = line();
        third.ask(1, 1, first);
        assertForgotten(third.failure());
        assertThat(held.calls).hasSize(1);
    }

    @Test
    void aCancelledCallIsNotRunAgain() {
        AskingPeer first = line();
        first.call(1, 1, 0);
        Held.Call call = held.call(0);
        first.peer.frame((writer, out) -> writer.cancel(out, 1, 1));
        until("it is cancelled", () -> call.request().scope().cancelled());
        first.peer.close();
        AskingPeer second = line();

        second.ask(1, 1, first);

        assertForgotten(second.failure());
        assertThat(held.calls).hasSize(1);
    }

    @Test
    void whatNobodyWillAskForIsCancelledAndForgotten() {
        AskingPeer first = line();
        first.call(1, 1, 0);
        Held.Call call = held.call(0);

        first.peer.frame((writer, out) -> writer.goAway(out, GoAwayFrame.done()));
        first.peer.close();

        until("it is cancelled", () -> call.request().scope().cancelled());
        AskingPeer second = line();
        second.ask(1, 1, first);
        assertForgotten(second.failure());
        assertThat(held.calls).hasSize(1);
    }

    @Test
    void aCallWhoseConnectionBrokeIsCancelledAtItsDeadline() {
        AskingPeer first = line();
        MessageHead head = new MessageHead()
                .start(FrameType.REQUEST, AskingPeer.SAY, 1)
                .deadline(500)
                .execution(1, 0, null);
        first.peer.frame((writer, out) -> writer.message(out, head, AskingPeer.X, 0, AskingPeer.X.length));
        Held.Call call = held.call(0);
        first.peer.close();

        until("it is cancelled", () -> call.request().scope().cancelled());

        assertThat(call.request().scope().reason()).isEqualTo(Status.DEADLINE_EXCEEDED);
    }

    @Test
    void whoAsksCanCancel() {
        AskingPeer first = line();
        first.call(1, 1, 0);
        Held.Call call = held.call(0);
        first.peer.close();
        AskingPeer second = line();
        second.ask(3, 1, first);
        assertThat(call.request().scope().cancelled()).isFalse();

        second.peer.frame((writer, out) -> writer.cancel(out, 3, 1));

        until("it is cancelled", () -> call.request().scope().cancelled());
    }
}
