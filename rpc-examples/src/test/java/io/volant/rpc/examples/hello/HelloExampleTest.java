package io.volant.rpc.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class HelloExampleTest {
    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);

    @Test
    void tenWorkersAreTenAndTheEleventhCallWaits() throws Exception {
        assertThat(HelloExample.run(0, out)).isTrue();
        assertThat(text.toString().lines())
                .last()
                .isEqualTo("hello: OK \"Hello, World\" workers=10 concurrent=10 eleventh=queued");
    }

    @Test
    void aServerWithElevenWorkersIsFoundOut() throws Exception {
        assertThat(HelloExample.run(0, 11, out)).isFalse();
        assertThat(text.toString().lines()).last().asString().startsWith("hello: FAILED");
    }
}
