package io.volant.rpc.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThreadTimesTest {
    @ParameterizedTest
    @CsvSource({
        "volant-io-0, 120, 30, 0, 0",
        "a (odd) name, 120, 30, 0, 0",
        "GC Thread#1, 0, 0, 150, 0",
        "VM Thread, 0, 0, 150, 0",
        "C2 CompilerThre, 0, 0, 0, 150",
        "JFR Sampler Thr, 0, 0, 0, 0"
    })
    void aThreadIsCountedByWhatItsNameSaysItDoes(String name, long user, long kernel, long collector, long compiler) {
        String stat = "17 (" + name + ") S 1 17 17 0 -1 4194368 1 2 3 4 12 3 0 0 20 0 1 0 100 0 0";

        assertThat(ThreadTimes.parse(stat))
                .isEqualTo(new ThreadTimes(
                        user * 1_000_000, kernel * 1_000_000, collector * 1_000_000, compiler * 1_000_000));
    }

    @Test
    void timesAreAddedAndSubtracted() {
        ThreadTimes one = new ThreadTimes(1, 2, 3, 4);

        assertThat(one.plus(one)).isEqualTo(new ThreadTimes(2, 4, 6, 8));
        assertThat(one.plus(one).minus(one)).isEqualTo(one);
    }
}
