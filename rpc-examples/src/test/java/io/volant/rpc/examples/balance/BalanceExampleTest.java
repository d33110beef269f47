package io.volant.rpc.examples.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BalanceExampleTest {
    @Test
    void everyAlgorithmSpreadsCallsAsItShould() throws Exception {
        StringWriter text = new StringWriter();

        assertThat(BalanceExample.run(new PrintWriter(text)))
                .as(text.toString())
                .isTrue();

        assertThat(text.toString().lines()).last().isEqualTo("balance: OK 9 algorithms, every share within its bounds");
    }

    @Test
    void wrongSharesErrorsAndSilenceAreFoundOut() {
        Algorithm roundRobin = Algorithm.MISSION.get(1);
        Map<String, Long> even = Map.of("fast", 100L, "normal", 100L, "small", 100L, "slow", 100L);

        assertThat(roundRobin.judge(new Shares(even, 1, 400, 1, 1, 0))).isEmpty();
        assertThat(roundRobin.judge(new Shares(even, 1, 400, 1, 1, 1))).contains("1 errors in 401 calls");
        assertThat(roundRobin.judge(new Shares(Map.of(), 0, 0, 0, 0, 0))).contains("0 errors in 0 calls");
        assertThat(roundRobin.judge(
                        new Shares(Map.of("fast", 110L, "normal", 90L, "small", 100L, "slow", 100L), 1, 400, 1, 1, 0)))
                .contains("fast had 27.5 % (expected: 24.5 to 25.5)");
    }
}
