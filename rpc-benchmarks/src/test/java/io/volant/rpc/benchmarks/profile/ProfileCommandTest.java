package io.volant.rpc.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import picocli.CommandLine;

@EnabledOnOs(OS.LINUX)
final class ProfileCommandTest {
    private final PrintStream before = System.out;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @BeforeEach
    void capture() {
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(before);
    }

    @Test
    void timeAndMemoryOfBothJvmsAreToldByStage() {
        int status = new CommandLine(new ProfileCommand())
                .execute("a256.existUser", "--seconds=0.5", "--warmup=1", "--objects", "--pinned");

        String text = output.toString(StandardCharsets.UTF_8);
        assertThat(status).as(text).isZero();
        assertThat(text)
                .contains("all on processor 0", "| a256.existUser ", "volant µs", "R2 B")
                .containsPattern("\\| all +\\| +[\\d.,]+ \\| +[\\d.,]+ \\| +[\\d.,]+ \\| +[\\d.,]+ \\|")
                .containsPattern("\\| load program +\\|")
                .containsPattern("\\| volant: class +\\| +made by \\| +B each \\| +B/call \\|")
                .containsPattern("volant: [1-9]\\d* calls, \\d+ stacks");
    }
}
