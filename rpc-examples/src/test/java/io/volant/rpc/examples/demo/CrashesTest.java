package io.volant.rpc.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CrashesTest {
    @TempDir
    Path directory;

    private final Crashes crashes = new Crashes();
    private CallLog log;

    @BeforeEach
    void createLog() throws IOException {
        log = CallLog.create(directory.resolve("client"), 0);
    }

    @Test
    void aCallThatMustRunOnceIsInDoubtWhereAServerCrashed() throws IOException {
        crashes.happened();
        ended(CallKind.CREATE_USER, CallState.UNKNOWN);
        assertThat(verdict().errors()).isZero();
        assertThat(verdict().unknown()).isEqualTo(1);
    }

    @Test
    void aCrashThatIsNoticedAfterTheBrokenConnectionExplainsItAsWell() throws IOException {
        ended(CallKind.CREATE_USER, CallState.UNKNOWN);
        crashes.happened();
        assertThat(verdict().errors()).isZero();
    }

    @Test
    void withoutACrashAnUnknownOutcomeIsAnError() throws IOException {
        ended(CallKind.CREATE_USER, CallState.UNKNOWN);
        assertThat(verdict().errors()).isEqualTo(1);
        assertThat(crashes.recovery()).isEmpty();
    }

    @Test
    void aCallThatMayBeMadeAgainHasNoExcuse() throws IOException {
        crashes.happened();
        ended(CallKind.GET_USER, CallState.UNKNOWN);
        assertThat(verdict().errors()).isEqualTo(1);
    }

    @Test
    void aCallThatFailedAndCertainlyDidNotRunHasNoExcuse() throws IOException {
        crashes.happened();
        ended(CallKind.CREATE_USER, CallState.NOT_EXECUTED);
        assertThat(verdict().errors()).isEqualTo(1);
    }

    @Test
    void callsThatBeganAfterACrashAndSucceededDoNotPutOffTheRecovery() {
        long before = System.nanoTime();
        crashes.happened();
        assertThat(crashes.recovery()).isEmpty();
        crashes.ended(1, CallKind.GET_USER, CallState.OK, before);
        Duration recovery = crashes.recovery().orElseThrow();
        crashes.ended(2, CallKind.GET_USER, CallState.OK, System.nanoTime());
        assertThat(crashes.recovery()).contains(recovery);
        crashes.ended(3, CallKind.GET_USER, CallState.UNKNOWN, System.nanoTime());
        assertThat(crashes.recovery().orElseThrow()).isGreaterThan(recovery);
    }

    private void ended(CallKind kind, CallState state) {
        long call = log.begin(kind);
        log.end(call, state);
        crashes.ended(call, kind, state, System.nanoTime());
    }

    private Verdict verdict() throws IOException {
        crashes.explain(log);
        return Audit.of(directory.resolve("client"), 0, List.of());
    }
}
