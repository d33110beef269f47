package io.volant.rpc.examples.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.examples.failover.Shopper.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JudgementTest {
    private final List<Column> columns = new ArrayList<>(List.of(
            column(Step.NONE, 20, 50, 60, 30),
            column(Step.RETRY, 0, 50, 60, 30),
            column(Step.FAILOVER, 0, 40, 0, 30),
            column(Step.TIME_OUT, 0, 0, 0, 90),
            column(Step.DETECTION, 0, 0, 0, 20)));

    @Test
    void eachStepHelpsAgainstItsTrouble() {
        assertThat(Judgement.of(columns, 0, 0)).isEmpty();
    }

    @Test
    void aStepThatDoesNotHelpIsNamed() {
        columns.set(2, column(Step.FAILOVER, 0, 40, 60, 30));
        assertThat(Judgement.of(columns, 0, 0))
                .containsExactly("+failover: 60 errors while killed after 60 (expected: fewer)");
    }

    @Test
    void detectionMustSaveTimeAndLeaveHardlyAnyError() {
        columns.set(4, column(Step.DETECTION, 0, 30, 0, 90));
        assertThat(Judgement.of(columns, 0, 0))
                .containsExactly(
                        "+detection: 90 slow after 90 (expected: fewer)",
                        "+detection: 30 errors in 1000 calls (expected: at most 1 in 50)");
    }

    @Test
    void aSaleThatIsMadeTwiceOrDeniedWronglySpoilsAll() {
        assertThat(Judgement.of(columns, 1, 2)).containsExactly("wrong=0 repeated=1 untrue=2 (expected: 0)");
    }

    private static Column column(Step step, int cut, int paused, int killed, int slow) {
        return new Column(
                step, 1_000, Map.of(Trouble.CUT, cut, Trouble.PAUSED, paused, Trouble.KILLED, killed), "", 5, slow, 0);
    }
}
