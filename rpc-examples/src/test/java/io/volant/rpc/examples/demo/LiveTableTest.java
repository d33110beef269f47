package io.volant.rpc.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.examples.console.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveTableTest {
    private static final int WIDEST = 120;

    private static LiveTable.Column server(String name) {
        return new LiveTable.Column(name, name, answers -> "warming");
    }

    @Test
    void aLineOfThreeSlowServersIsNoWiderThanATerminal() {
        StringWriter text = new StringWriter();
        Meter.Answers slow = new Meter.Answers(100, 124_068, 999_499);
        Meter.Answers fast = new Meter.Answers(100, 380, 9_999);
        LiveTable table =
                new LiveTable(new PrintWriter(text), Terminal.plain(), List.of(server("A"), server("B"), server("C")));

        table.row(99, new Meter.Sample(125_480, 9_999, Map.of("A", slow, "B", slow, "C", fast)));

        assertThat(text.toString())
                .contains("A warming 33% 124/999", "C warming 33% 0.38/10")
                .satisfies(line -> assertThat(line.strip().length()).isLessThanOrEqualTo(WIDEST));
    }
}
