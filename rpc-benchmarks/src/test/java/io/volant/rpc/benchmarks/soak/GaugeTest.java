package io.volant.rpc.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.VolantRuntime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GaugeTest {
    /** A runtime starts its threads for callbacks when one is first needed, in whichever cycle that is. */
    @Test
    void threadsForCallbacksAreNotCountedUnlessTheyAreMoreThanARuntimeHas() throws Exception {
        String callback;
        try (VolantRuntime runtime = VolantRuntime.builder().build()) {
            callback = CompletableFuture.supplyAsync(
                            () -> Thread.currentThread().getName(), runtime.executor())
                    .get(20, TimeUnit.SECONDS);
        }
        List<String> names = new ArrayList<>(List.of("main", "volant-io-0"));

        names.addAll(Collections.nCopies(Gauge.MOST_FOR_CALLBACKS, callback));
        assertThat(Gauge.counted(names)).isEqualTo(2);
        names.addAll(Collections.nCopies(3, callback));
        assertThat(Gauge.counted(names)).isEqualTo(5);
    }
}
