package io.volant.rpc.examples.demo;

import static io.volant.rpc.examples.demo.CallKind.CREATE_USER;
import static io.volant.rpc.examples.demo.CallKind.GET_USER;
import static io.volant.rpc.examples.demo.CallKind.TOUCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.examples.demo.Verdict.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditTest {
    private static final long BASE = 4_711L << 40;

    @TempDir
    Path directory;

    private CallLog client;
    private RecordFile server;

    @BeforeEach
    void createRecords() throws IOException {
        client = CallLog.create(directory.resolve("client"), BASE);
        server = RecordFile.create(directory.resolve("server"));
    }

    @Test
    void aCallThatWasAnsweredRightlyAndExecutedOnceIsInOrder() throws IOException {
        executed(asked(GET_USER, CallState.OK));
        Verdict verdict = audit();
        assertThat(verdict.ok()).isTrue();
        assertThat(verdict.sentence("client.log")).isEqualTo("OK calls=1 errors=0 lost=0 repeated=0 unknown=0");
    }

    @Test
    void aCallThatWasAnsweredThoughNobodyExecutedItIsLost() throws IOException {
        long call = asked(GET_USER, CallState.OK);
        assertThat(audit().faults()).containsOnlyKeys(Fault.LOST).containsValue(found(call));
    }

    @Test
    void aCallThatNeverEndedIsLostAlsoWhenItWasExecuted() throws IOException {
        long call = client.begin(GET_USER);
        executed(call);
        assertThat(audit().faults()).containsOnlyKeys(Fault.LOST).containsValue(found(call));
    }

    @Test
    void aCallThatWasExecutedTwiceIsRepeatedUnlessItMayBeMadeAgain() throws IOException {
        for (CallKind kind : List.of(GET_USER, CREATE_USER, TOUCH)) {
            long call = asked(kind, CallState.OK);
            executed(call);
            executed(call);
        }
        assertThat(audit().found(Fault.REPEATED)).isEqualTo(2);
        assertThat(audit().ranTwice()).isEqualTo(1);
    }

    @Test
    void anErrorWithUnknownOutcomeIsAnErrorAndNotALoss() throws IOException {
        asked(CREATE_USER, CallState.UNKNOWN);
        executed(asked(CREATE_USER, CallState.UNKNOWN));
        Verdict verdict = audit();
        assertThat(verdict.faults()).isEmpty();
        assertThat(verdict.errors()).isEqualTo(2);
        assertThat(verdict.unknown()).isEqualTo(2);
        assertThat(verdict.unknownExecuted()).isEqualTo(1);
        assertThat(verdict.sentence("client.log")).isEqualTo("FAILED errors=2 (log: client.log)");
    }

    @Test
    void aCallThatIsInDoubtBecauseOfACrashIsNeitherAnErrorNorALoss() throws IOException {
        asked(CREATE_USER, CallState.IN_DOUBT);
        executed(asked(CREATE_USER, CallState.IN_DOUBT));
        Verdict verdict = audit();
        assertThat(verdict.unknownExecuted()).isEqualTo(1);
        assertThat(verdict.sentence("client.log")).isEqualTo("OK calls=2 errors=0 lost=0 repeated=0 unknown=2");
    }

    @Test
    void anExecutedCallWhoseCallerWasToldThatItDidNotRunIsDenied() throws IOException {
        long call = asked(CREATE_USER, CallState.NOT_EXECUTED);
        executed(call);
        assertThat(audit().faults()).containsOnlyKeys(Fault.DENIED).containsValue(found(call));
    }

    @Test
    void aWrongAnswerIsFoundEvenThoughTheCallSucceeded() throws IOException {
        long call = asked(GET_USER, CallState.WRONG);
        executed(call);
        assertThat(audit().faults()).containsOnlyKeys(Fault.WRONG).containsValue(found(call));
    }

    @Test
    void anExecutionThatNobodyAskedForIsStray() throws IOException {
        executed(asked(GET_USER, CallState.OK));
        executed(BASE + 2);
        executed(3);
        assertThat(audit().found(Fault.STRAY)).isEqualTo(2);
    }

    @Test
    void aOneWayCallPromisesNothingAndCannotBeLost() throws IOException {
        asked(TOUCH, CallState.OK);
        assertThat(audit().ok()).isTrue();
    }

    @Test
    void aRunWithoutACallIsNoSuccess() throws IOException {
        assertThat(audit().sentence("client.log")).startsWith("FAILED calls=0");
    }

    @Test
    void withoutARecordOfExecutionsOnlyTheAnswersAreJudged() throws IOException {
        asked(GET_USER, CallState.OK);
        Verdict verdict = Audit.of(directory.resolve("client"), BASE, List.of());
        assertThat(verdict.sentence("client.log")).isEqualTo("OK calls=1 errors=0 lost=0");
    }

    @Test
    void theSentenceOfAFailedRunNamesTheCalls() throws IOException {
        asked(GET_USER, CallState.OK);
        asked(GET_USER, CallState.OK);
        assertThat(Audit.of(directory.resolve("client"), BASE, List.of(directory.resolve("server")))
                        .sentence("/tmp/client.log"))
                .isEqualTo("FAILED lost=2 (call ids " + (BASE + 1) + ", " + (BASE + 2) + "; log: /tmp/client.log)");
    }

    private long asked(CallKind kind, CallState state) {
        long call = client.begin(kind);
        client.end(call, state);
        return call;
    }

    private void executed(long call) {
        server.write(server.claim(), call, GET_USER, CallState.OK);
    }

    private Verdict audit() throws IOException {
        return Audit.of(directory.resolve("client"), BASE, List.of(directory.resolve("server")));
    }

    private static Verdict.Found found(long call) {
        return new Verdict.Found(1, List.of(call));
    }
}
