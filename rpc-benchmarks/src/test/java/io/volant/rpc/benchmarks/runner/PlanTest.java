package io.volant.rpc.benchmarks.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.benchmarks.load.LoadResult;
import io.volant.rpc.benchmarks.system.RpcSystem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlanTest {
    @Test
    void theQuickPlanTakesAtMostThreeMinutes() {
        Plan quick = new Plan(
                List.of(BenchCase.values()),
                List.of(RpcSystem.values()),
                3,
                Duration.ofSeconds(1),
                Duration.ofMillis(1_500),
                List.of(),
                false);

        assertThat(quick.estimate()).isLessThan(Duration.ofMinutes(3));
    }

    @Test
    void busyTimeThatIsNotOursIsThatOfOthers() {
        MachineLoad before = MachineLoad.parse("cpu  100 10 50 9000 300 5 5 30 0 0\ncpu0 1 2 3");
        MachineLoad after = MachineLoad.parse("cpu  250 10 100 9100 900 5 5 40 0 0\ncpu0 1 2 3");

        assertThat(after.busyNanos() - before.busyNanos()).isEqualTo(2_100_000_000L);
        assertThat(after.otherCores(before, 1_600_000_000L, 1_000_000_000L)).isEqualTo(0.5);
        assertThat(after.otherCores(before, 3_000_000_000L, 1_000_000_000L)).isZero();
    }

    @Test
    void r1TakesPartInBlockingCasesAndR3InTheOthers() {
        for (BenchCase which : BenchCase.values()) {
            assertThat(which.suits(RpcSystem.R1)).isEqualTo(!which.isAsynchronous());
            assertThat(which.suits(RpcSystem.R3)).isEqualTo(which.isAsynchronous());
            assertThat(which.suits(RpcSystem.VOLANT)).isTrue();
            assertThat(which.suits(RpcSystem.VOLANT_DRIVEN)).isEqualTo(which.width() == 1 && !which.isAsynchronous());
        }
    }

    @Test
    void whatAClientReportsSurvivesTheLineItTravelsIn() {
        LoadResult result = new LoadResult(7, 2, 6, 1_000, 10, 20, 30, "io.x.Broken: two\nlines");

        assertThat(LoadResult.parse(result.toLine()))
                .isEqualTo(new LoadResult(7, 2, 6, 1_000, 10, 20, 30, "io.x.Broken: two lines"));
        assertThat(LoadResult.parse(new LoadResult(1, 0, 1, 1, 1, 1, 1, "").toLine())
                        .firstError())
                .isEmpty();
    }
}
