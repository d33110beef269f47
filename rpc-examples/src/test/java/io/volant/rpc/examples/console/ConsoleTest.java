package io.volant.rpc.examples.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ConsoleTest {
    @Test
    void whereNoLocaleIsSetTheOutputIsUtf8() {
        assertThat(Output.charset("ANSI_X3.4-1968").name()).isEqualTo("UTF-8");
        assertThat(Output.charset("no-such-charset").name()).isEqualTo("UTF-8");
        assertThat(Output.charset("windows-1252").name()).isEqualTo("windows-1252");
    }

    @Test
    void theWidthIsTheSecondNumberThatTheSystemGives() {
        assertThat(Terminal.columns("50 132")).isEqualTo(132);
        assertThat(Terminal.columns("0 0")).isEqualTo(80);
        assertThat(Terminal.columns("?")).isEqualTo(80);
    }

    @Test
    void underATestNothingIsATerminal() {
        assertThat(Terminal.detect().interactive()).isFalse();
    }
}
