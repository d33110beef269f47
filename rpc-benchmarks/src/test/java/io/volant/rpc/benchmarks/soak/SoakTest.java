package io.volant.rpc.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.volant.rpc.benchmarks.system.ServerSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A short run, of a server that loses everything that can be lost. A right server has a run of its own: {@code ./volant soak}. */
@Timeout(900)
class SoakTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void forgetTheServer() {
        System.clearProperty(ServerSpec.USERS_PROPERTY);
    }

    @Test
    void everyLossIsNamedAndTheClientsAreNotBlamedForIt(@TempDir Path directory) throws IOException {
        System.setProperty(ServerSpec.USERS_PROPERTY, LeakyUsers.class.getName());
        Path file = directory.resolve("soak.json");

        int status = soak("--minutes", "0.3", "--seed", "4711", "--json", file.toString());

        assertThat(status).as(err.toString()).isEqualTo(1);
        assertThat(out.toString())
                .startsWith("8 cycles of 1.0 s")
                .contains("--seed 4711", "      first: ")
                .contains(
                        " wrong answers; first: ",
                        " calls lost; first: ",
                        "soak: FAILED server: heap grew from ",
                        "soak: FAILED server: buffers in use grew from ",
                        "soak: FAILED server: threads grew from ",
                        "soak: FAILED server: descriptors grew from ",
                        "soak: FAILED server: 1 running calls in the quiet moment of cycle ")
                .containsPattern("soak: FAILED server: \\d+ lost buffers in the quiet moment of cycle ")
                .containsPattern(
                        "soak: FAILED minutes=\\d+\\.\\d calls=\\d+ refused=\\d+ errors=0 wrong=\\d+ lost=1 p50=")
                .doesNotContain("soak: OK", "soak: FAILED clients: ");
        isRecorded(JsonMapper.shared().readTree(Files.readString(file)));
    }

    private static void isRecorded(JsonNode json) {
        assertThat(json.get("ok").asBoolean()).isFalse();
        assertThat(json.get("seed").asLong()).isEqualTo(4711);
        assertThat(json.get("lost").asLong()).isEqualTo(1);
        assertThat(json.get("first").asString()).isNotEmpty();
        assertThat(json.get("failures")).hasSizeGreaterThan(7);
        assertThat(json.get("cycles")).hasSize(8).allSatisfy(cycle -> {
            assertThat(cycle.get("calls").asLong()).isPositive();
            assertThat(cycle.get("p99Millis").asDouble()).isPositive();
            for (Kind kind : Kind.values()) {
                assertThat(cycle.get(kind.label()).asLong()).as(kind.label()).isPositive();
            }
            assertThat(cycle.get("server").get("heap").asLong()).isPositive();
            assertThat(cycle.get("clients").get("threads").asLong()).isPositive();
        });
    }

    @Test
    void timesThatMakeNoSenseAreRefused() {
        for (String minutes : List.of("0", "-1", "NaN", "10081", "soon")) {
            assertThat(soak("--minutes", minutes)).as(minutes).isEqualTo(2);
        }
        assertThat(err.toString()).contains("minutes: 0.0 (expected: more than 0, at most 10080)");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void theHelpNamesWhatIsAllowed() {
        String help = new CommandLine(new SoakCommand()).getUsageMessage().replaceAll("\\s+", " ");
        for (Figure figure : Figure.values()) {
            String allowed = switch (figure) {
                case HEAP -> "heap 6 MB";
                case BUFFERS -> "buffers in use 256 KB";
                case NETTY, DIRECT -> "direct memory 16 MB";
                case THREADS -> "threads 3";
                case FILES -> "descriptors 4";
                case CONNECTIONS -> "a connection";
                case RUNNING -> "a running call";
                case LEAKS -> "a lost buffer";
            };
            assertThat(help).contains(allowed);
            String number = allowed.replaceAll("[^0-9]", "");
            if (!number.isEmpty()) {
                long unit = allowed.endsWith("MB") ? 1 << 20 : allowed.endsWith("KB") ? 1 << 10 : 1;
                assertThat(figure.allowed()).as(allowed).isEqualTo(Long.parseLong(number) * unit);
            }
        }
    }

    private int soak(String... arguments) {
        try {
            return new CommandLine(new SoakCommand())
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err))
                    .execute(arguments);
        } catch (RuntimeException e) {
            return fail("soak " + String.join(" ", arguments), e);
        }
    }
}
