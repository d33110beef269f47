package io.volant.rpc.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.Test;

final class ContextSwitchesTest {
    @Test
    void wantedAndUnwantedSwitchesAreAddedUp() {
        assertThat(ContextSwitches.parse(
                        "Name:\tload\nThreads:\t9\nvoluntary_ctxt_switches:\t120\nnonvoluntary_ctxt_switches:\t3\n"))
                .isEqualTo(123);
        assertThat(ContextSwitches.parse("Name:\tload\n")).isZero();
    }

    @Test
    void threadsThatWaitForOneAnotherAreSwitched() throws InterruptedException {
        List<Long> self = List.of(ProcessHandle.current().pid());
        SynchronousQueue<Integer> handOver = new SynchronousQueue<>();
        Thread taker = new Thread(() -> {
            try {
                while (handOver.take() != 0) {}
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        taker.start();
        var before = ContextSwitches.of(self);

        for (int i = 0; i < 2_000; i++) {
            handOver.put(1);
        }
        var after = ContextSwitches.of(self);
        handOver.put(0);
        taker.join();

        assertThat(after.isPresent()).isEqualTo(before.isPresent());
        before.ifPresent(switches -> assertThat(after.orElseThrow() - switches).isGreaterThan(20));
    }
}
