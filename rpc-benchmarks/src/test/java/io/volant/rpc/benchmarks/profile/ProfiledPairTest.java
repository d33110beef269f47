package io.volant.rpc.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.volant.rpc.benchmarks.compare.Contestant;
import io.volant.rpc.benchmarks.compare.Contestants;
import io.volant.rpc.benchmarks.runner.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX) // which has taskset
final class ProfiledPairTest {
    @Test
    void bothJvmsAreHeldOnOneProcessorWhereThatIsAskedFor() throws IOException, InterruptedException {
        assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
        Contestant row = Contestants.labelled(List.of("R2"), System.out).get(0);

        try (ProfiledPair pair = ProfiledPair.start(new ProfiledPair.Row("R2", row), Placement.ONE_CORE)) {
            for (long pid : List.of(pair.server().pid(), pair.client().pid())) {
                assertThat(Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")))
                        .contains("Cpus_allowed_list:\t0");
            }
        }
    }
}
