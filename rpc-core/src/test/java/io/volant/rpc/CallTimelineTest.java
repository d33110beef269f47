package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.CallTimeline.Phase;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallTimelineTest {
    private static CallTimeline timeline(long totalMicros, Map<Phase, Integer> micros) {
        Map<Phase, Duration> phases = new EnumMap<>(Phase.class);
        micros.forEach((phase, length) -> phases.put(phase, micros(length)));
        return new CallTimeline(micros(totalMicros), phases);
    }

    private static Duration micros(long micros) {
        return Duration.ofNanos(1_000 * micros);
    }

    @Test
    void oneLineTellsThePhasesInTheOrderInWhichACallPassesThem() {
        CallTimeline timeline = timeline(
                211_900,
                Map.of(
                        Phase.DECODE, 200,
                        Phase.EXECUTE, 24_600,
                        Phase.SERVER_QUEUE, 180_000,
                        Phase.WIRE, 4_050,
                        Phase.CLIENT_QUEUE, 3_000,
                        Phase.ENCODE, 50));

        assertThat(timeline)
                .hasToString("total 211.9 ms: encode 0.05, client queue 3, wire 4.1, server queue 180, execute 24.6,"
                        + " decode 0.2");
    }

    @Test
    void aClauseSaysThatNoAnswerCame() {
        CallTimeline timeline =
                timeline(200_000, Map.of(Phase.ENCODE, 200, Phase.CLIENT_QUEUE, 1_100, Phase.UNANSWERED, 198_700));

        assertThat(timeline.clause()).isEqualTo("encode 0.2 ms, client queue 1.1 ms, then 198.7 ms without an answer");
    }

    @Test
    void whatNobodyMeasuredIsNotThere() {
        CallTimeline timeline = timeline(5_000, Map.of());

        assertThat(timeline).hasToString("total 5 ms");
        assertThat(timeline.phase(Phase.WIRE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "4, 0",
        "5, 0.01",
        "100, 0.1",
        "994, 0.99",
        "995, 1",
        "1_049, 1",
        "1_050, 1.1",
        "9_999, 10",
        "198_700, 198.7",
        "999_949, 999.9",
        "999_950, 1000",
        "1_234_499, 1234",
        "1_234_500, 1235",
    })
    void millisecondsAreRoundedToWhatMatters(String micros, String text) {
        assertThat(CallTimeline.millis(micros(Long.parseLong(micros.replace("_", "")))))
                .isEqualTo(text);
    }

    @Test
    void aLoadSaysWhatTheServerSaidAndWhen() {
        assertThat(ServerLoad.of(12, Duration.ofMillis(35), Duration.ofMillis(420)))
                .hasToString("the server last said 12 calls in flight, 35 ms in its queue (0.4 s ago)");
        assertThat(ServerLoad.of(1, Duration.ZERO, Duration.ofSeconds(3)))
                .hasToString("the server last said 1 call in flight, 0 ms in its queue (3.0 s ago)");
        assertThat(ServerLoad.ofQueue(Duration.ofMillis(7), Duration.ZERO))
                .hasToString("the server last said 7 ms in its queue (0.0 s ago)");
    }

    @Test
    void onlyAnErrorOfTimeIsExplainedBelowItsMessage() {
        CallTimeline timeline = timeline(2_000, Map.of(Phase.ENCODE, 1_000, Phase.UNANSWERED, 1_000));
        ServerLoad load = ServerLoad.ofQueue(Duration.ofMillis(7), Duration.ZERO);
        Failure late = Failure.of(Status.DEADLINE_EXCEEDED, Outcome.UNKNOWN, "late.");

        assertThat(new RpcException(late)).hasMessage("DEADLINE_EXCEEDED: late.");
        assertThat(new RpcException(late.withTimeline(timeline)))
                .hasMessage("DEADLINE_EXCEEDED: late.\nencode 1 ms, then 1 ms without an answer");
        assertThat(new RpcException(late.withTimeline(timeline).withServerLoad(load)))
                .hasMessage("DEADLINE_EXCEEDED: late.\nencode 1 ms, then 1 ms without an answer;"
                        + " the server last said 7 ms in its queue (0.0 s ago)");
        assertThat(new RpcException(
                        Failure.of(Status.INTERNAL, Outcome.EXECUTED, "no.").withTimeline(timeline)))
                .hasMessage("INTERNAL: no.");
    }
}
