package io.volant.rpc.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.benchmarks.chaos.CallRecord.Ending;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditTest {
    private static final int WRITE = 4;

    @TempDir
    Path directory;

    private final long start = System.nanoTime();
    private CallRecord record;
    private Executions one;
    private Executions other;

    @BeforeEach
    void createRecords() throws IOException {
        record = CallRecord.in(directory.resolve("client"));
        one = Executions.in(directory.resolve("server-0"));
        other = Executions.in(directory.resolve("server-1"));
        for (int call = 0; call < 10; call++) {
            record.begin(call, start);
            record.end(call, Ending.OK, call % 2);
            one.add(call, false);
        }
    }

    @Test
    void aTrialInWhichAllWasWellHasNothingToTell() throws IOException {
        Figures figures = audit();
        assertThat(figures.failed()).isZero();
        assertThat(figures.wrong() + figures.repeated() + figures.late()).isZero();
        assertThat(figures.recoveryMillis()).isZero();
        assertThat(figures.amplification()).isEqualTo(1.2);
        assertThat(figures.share()).isEqualTo(50);
    }

    @Test
    void aCallThatDidNotEndIsLostAndSoIsOneThatNobodyExecutedThoughItWasAnswered() throws IOException {
        record.begin(3, start);
        record.begin(10, start);
        record.end(10, Ending.OK, 0);
        assertThat(figures(11).lost()).isEqualTo(2);
    }

    @Test
    void aCallThatEndsLongAfterItsDeadlineIsLost() throws IOException {
        long late = start - TimeUnit.MILLISECONDS.toNanos(Ledger.TIMEOUT_MILLIS + 150);
        record.begin(3, late);
        record.end(3, Ending.UNKNOWN, -1);
        assertThat(audit().lost()).isEqualTo(1);
        assertThat(figures(10, TimeUnit.SECONDS.toMicros(1)).lost())
                .as("where the client stood still for a second")
                .isZero();
    }

    @Test
    void aWriteThatTwoServersExecutedIsRepeatedAndAReadIsNot() throws IOException {
        other.add(WRITE, false);
        other.add(WRITE + 1, false);
        assertThat(audit().repeated()).isEqualTo(1);
    }

    @Test
    void aCallThatRanThoughItsCallerWasToldOtherwiseIsWrong() throws IOException {
        record.end(3, Ending.NOT_EXECUTED, -1);
        record.end(5, Ending.WRONG, 0);
        assertThat(audit().wrong()).isEqualTo(2);
    }

    @Test
    void anUnknownOutcomeIsAnErrorOfAReadAndADoubtOfAWrite() throws IOException {
        record.end(WRITE, Ending.UNKNOWN, -1);
        record.end(3, Ending.UNKNOWN, -1);
        Figures figures = audit();
        assertThat(figures.unknown()).isEqualTo(1);
        assertThat(figures.errors()).isEqualTo(1);
        assertThat(figures.recoveryMillis()).isPositive();
    }

    @Test
    void anExecutionAfterItsCallersDeadlineIsCountedThroughAllLivesOfAServer() throws IOException {
        one.add(7, true);
        Executions.in(directory.resolve("server-0")).add(8, true);
        assertThat(audit().late()).isEqualTo(2);
    }

    @Test
    void aServerThatComesLaterIsKnownWhenItHasAnswered() {
        assertThat(audit().newcomerMillis()).isInfinite();
        record.end(3, Ending.OK, Stage.SERVERS);
        assertThat(audit().newcomerMillis()).isBetween(0.0, 60_000.0);
    }

    @Test
    void onlyWhatIsAnsweredInTimeInThePeakCountsForIt() throws IOException {
        Pace pace = new Pace(5, 10, 1, 2, 1);
        for (int call = 0; call < pace.calls(); call++) {
            record.begin(call, start - TimeUnit.SECONDS.toNanos(3) + pace.dueNanos(call));
        }
        assertThat(audit(pace).peak().perSecond()).isZero();
        record.end(pace.settled() + 8, Ending.OK, 0);
        record.begin(pace.peakEnd() - 1, System.nanoTime() + TimeUnit.SECONDS.toNanos(1));
        assertThat(audit(pace).peak().perSecond()).isPositive();
    }

    private Figures audit() {
        return figures(10);
    }

    private Figures audit(Pace pace) {
        return Audit.of(record, List.of(one, other), course(pace, 0));
    }

    private Figures figures(int calls) {
        return figures(calls, 0);
    }

    private Figures figures(int calls, long stallMicros) {
        return Audit.of(record, List.of(one, other), course(Pace.steady(calls, 1), stallMicros));
    }

    private Course course(Pace pace, long stallMicros) {
        return new Course(pace, new ClientReport(pace.calls() + 2, stallMicros, 0, 0, 0, ""), start, start, 0);
    }
}
