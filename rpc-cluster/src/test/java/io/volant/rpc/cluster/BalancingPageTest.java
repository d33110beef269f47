package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BalancingPageTest {
    private static final Path OWN = Path.of("src/test/java/io/volant/rpc/cluster/own/FewerOfTwo.java");

    @Test
    void theTableIsWhatTheSimulationSays() throws IOException {
        if (Boolean.getBoolean("volant.balancing.write")) {
            BalancingPage.write();
        }
        assertThat(BalancingPage.text())
                .as("docs/balancing.md; -Dvolant.balancing.write=true writes it")
                .isEqualTo(BalancingPage.renewed());
    }

    @Test
    void theBalancerThatThePageShowsIsTheOneThatIsTested() throws IOException {
        String source = Files.readString(OWN);
        assertThat(BalancingPage.block("/** Of two nodes")).isEqualTo(source.substring(source.indexOf("/** Of two")));
    }
}
