package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.contract.Log;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class WarningsTest {
    private static final Logger log = LoggerFactory.getLogger(WarningsTest.class);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // it wraps meanwhile
    private final Warnings warnings = new Warnings(now::get);

    @Test
    void oneOfAKindIsLoggedInASecondAndTheOthersAreCounted() {
        try (Log written = Log.open()) {
            for (int i = 1; i <= 4; i++) {
                warnings.warn(log, "event=stumbled step={}", i);
            }
            now.addAndGet(TimeUnit.MILLISECONDS.toNanos(999));
            warnings.warn(log, "event=stumbled step={}", 5);
            now.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
            warnings.warn(log, "event=stumbled step={}", 6);
            now.addAndGet(TimeUnit.SECONDS.toNanos(1));
            warnings.warn(log, "event=stumbled step={}", 7);

            assertThat(written.text().lines().map(line -> line.replaceAll(".*event=", "")))
                    .containsExactly("stumbled step=1", "stumbled step=6 suppressed=4", "stumbled step=7");
        }
    }

    @Test
    void kindsDoNotKeepOneAnotherBack() {
        try (Log written = Log.open()) {
            warnings.warn(log, "event=stumbled");
            warnings.error(log, "event=fell", new IllegalStateException("ouch"));

            assertThat(written.text())
                    .contains("WARN", "event=stumbled", "ERROR", "event=fell", "IllegalStateException: ouch");
        }
    }

    @Test
    void kindsWithoutEndShareOneLimitInTheEnd() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(warnings.permit("kind " + i)).isZero();
        }
        assertThat(warnings.permit("one more")).isZero();
        assertThat(warnings.permit("another")).isNegative();
        assertThat(warnings.permit("kind 7")).isNegative();
    }

    @Test
    void textOfAPeerIsOneShortLine() {
        assertThat(PeerText.oneLine("a\r\nevent=faked\u001b[2J\u2028b\u202ec")).isEqualTo("a??event=faked?[2J?b?c");
        assertThat(PeerText.oneLine("x".repeat(200))).hasSize(200);
        assertThat(PeerText.oneLine("x".repeat(70_000))).hasSize(201).endsWith("x…");
    }
}
