package io.volant.rpc.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is read of the machine on which a trial runs. */
final class SurroundingsTest {
    @Test
    void aWallClockThatIsSetIsAheadOfTheOneThatCannotBe() {
        AtomicLong wall = new AtomicLong(1_000_000);
        AtomicLong nanos = new AtomicLong();
        WallClock clock = new WallClock(() -> Instant.ofEpochMilli(wall.get()), nanos::get);
        pass(wall, nanos, 5);
        assertThat(clock.aheadSeconds()).isZero();
        wall.addAndGet(TimeUnit.HOURS.toMillis(1));
        pass(wall, nanos, 5);
        assertThat(clock.aheadSeconds()).isEqualTo(3_600);
        wall.addAndGet(-TimeUnit.HOURS.toMillis(2));
        assertThat(clock.aheadSeconds()).isEqualTo(-3_600);
        assertThat(clock.jumpedSeconds()).isEqualTo(7_200);
    }

    private static void pass(AtomicLong wall, AtomicLong nanos, int seconds) {
        wall.addAndGet(TimeUnit.SECONDS.toMillis(seconds));
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    @Test
    void thePacketsOfAllRulesAreCounted() {
        assertThat(NftCounters.packets("""
                        table inet chaos {
                        	chain in {
                        		type filter hook input priority filter; policy accept;
                        		iifname "cable" counter packets 12 bytes 720 drop
                        	}
                        	chain out {
                        		oifname "cable" numgen random mod 100 < 10 counter packets 30 bytes 1800 drop
                        	}
                        }
                        """)).isEqualTo(42);
    }

    @Test
    void whatAProcessAndItsEndedChildrenHaveUsedIsReadBehindItsName() {
        String stat = "17 (a name) of) S 1 2 3 4 5 6 7 8 9 10 200 50 30 20 20 0 1 0 99";
        assertThat(OwnLoad.ownNanos(stat)).isEqualTo(TimeUnit.SECONDS.toNanos(3));
    }

    @Test
    void theReportOfAClientIsReadBack() {
        ClientReport report = new ClientReport(3_010, 2_500, 7_200, 35, 70, "OVERLOADED: all\n20 workers are busy");
        assertThat(ClientReport.parse(report.text())).isEqualTo(report);
        assertThat(report.firstError()).isEqualTo("OVERLOADED: all 20 workers are busy");
        ClientReport well = new ClientReport(1, 2, 3, 4, 5, "");
        assertThat(ClientReport.parse(well.text())).isEqualTo(well);
    }

    @Test
    void aClientIsWarmWhenEachServerAnswersItsShare() {
        WarmUp warmUp = new WarmUp(2);
        int calls = 0;
        while (!warmUp.isOver() && calls < 3_000) {
            warmUp.onAnswer(calls < 1_500 || calls % 3 > 0 ? 0 : 1); // the second one is slow at first
            calls++;
        }
        assertThat(calls).isEqualTo(1_800);
    }
}
