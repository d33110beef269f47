package io.volant.rpc.examples.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CallsExampleTest {
    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);

    @Test
    void allTwelveBehavioursAreAsTheyShouldBe() throws Exception {
        assertThat(CallsExample.run(out)).as(text.toString()).isTrue();
        assertThat(text.toString().lines()).last().isEqualTo("calls: OK 12 of 12 behaviours");
    }

    @Test
    void theBytesOfACallAreNamedFieldByField() throws Exception {
        try (Stage stage = new Stage()) {
            WireView.print(stage.address(), out);
        }
        assertThat(text.toString().lines().map(String::strip))
                .contains("10                                                type: REQUEST")
                .contains(
                        "62                                                flags: D deadline, M metadata, X extensions")
                .contains(
                        "05 02 01 00                                         it runs once: number 1 of the connection, whose"
                                + " client has 0 answers")
                .contains("00 08 6c 61 6e 67 75 61 67 65                       key: language")
                .contains("02 64 65                                            value: de")
                .contains("11                                                type: RESPONSE")
                .anyMatch(line -> line.matches(".*  server timing: waited \\d+ µs, ran \\d+ µs"))
                .anyMatch(line -> line.matches("total [\\d.]+ ms: encode .*, wire .*, execute .*, decode [\\d.]+"))
                .anyMatch(line -> line.matches(".*  deadline: \\d+ ms left"))
                .anyMatch(line -> line.startsWith("08 47 72 c3 bc c3 9f 65 ") && line.contains("argument 1: string"))
                .anyMatch(line -> line.startsWith("08 47 72 c3 bc c3 9f 65 ") && line.contains("result: string"));
    }

    @Test
    void behavioursThatGoWrongAreNamedAndTheOthersStillTried() {
        Behaviour wrong = new Behaviour("wrong", stage -> {
            Stage.check(false, "this", "that");
            return "never";
        });
        Behaviour right = new Behaviour("right", stage -> "seen");
        try (Stage stage = new Stage()) {
            assertThat(CallsExample.tryAll(List.of(wrong, right), stage, out)).containsExactly("wrong");
        }
        assertThat(text.toString())
                .contains("FAILED: java.lang.IllegalStateException: expected this, found that", "seen");
    }
}
