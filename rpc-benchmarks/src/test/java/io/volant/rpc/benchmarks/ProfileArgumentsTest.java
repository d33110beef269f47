package io.volant.rpc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.benchmarks.profile.ProfileCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ProfileArgumentsTest {
    @Test
    void aRowThatIsNoneOrCannotDoTheCaseIsNamedBeforeAnythingIsBuiltOrStarted() {
        assertThat(refused("s32.existUser", "--systems=rsocket,nope"))
                .contains("row: nope (expected: some of volant, ")
                .doesNotContain("building");
        assertThat(refused("s32.existUser", "--systems=rsocket,R3"))
                .contains("case: s32.existUser (expected: one that R3 can do)")
                .doesNotContain("building");
        assertThat(refused("echo1MB", "--systems=turbo")).contains("case: echo1MB (expected: one that turbo can do)");
    }

    private static String refused(String... arguments) {
        PrintStream out = System.out;
        PrintStream errors = System.err;
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(text, true, StandardCharsets.UTF_8);
        System.setOut(both);
        System.setErr(both);
        try {
            assertThat(Main.execute(new ProfileCommand(), arguments)).isEqualTo(2);
        } finally {
            System.setOut(out);
            System.setErr(errors);
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}
