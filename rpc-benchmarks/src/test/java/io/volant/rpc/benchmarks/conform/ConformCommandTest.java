package io.volant.rpc.benchmarks.conform;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.examples.user.ComputedUsers;
import io.volant.rpc.examples.user.UserService;
import io.volant.rpc.testing.VolantExtension;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code conform} prints and returns. */
class ConformCommandTest {
    @RegisterExtension
    static final VolantExtension volant = VolantExtension.builder()
            .service(UserService.class, new ComputedUsers())
            .overTcp()
            .build();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aRuleThatIsKeptIsALineAndAnEntryOfTheFile(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("report.json");
        int status = conform("127.0.0.1:" + port(), "--rule", "P-FRM-3", "--json", file.toString());

        assertThat(status).as(out.toString() + err).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "ok      P-FRM-3   section 3     The reserved flags are 0.", "conform: OK rules=1 checks=2");
        JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
        assertThat(json.get("ok").asBoolean()).isTrue();
        assertThat(json.get("rules").asInt()).isEqualTo(1);
        assertThat(json.get("results").get(0).get("id").asString()).isEqualTo("P-FRM-3");
        assertThat(json.get("results").get(0).get("failures").isEmpty()).isTrue();
    }

    @Test
    void aBrokenRuleSaysWhatWasSentExpectedAndSeen(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("report.json");
        try (FaultyServer faulty = new FaultyServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), PlantedFault.RESERVED_FLAGS_IGNORED)) {
            String address = "127.0.0.1:" + faulty.address().getPort();
            int status = conform(address, "--rule", "P-FRM-3,P-FRM-4", "--json", file.toString());

            assertThat(status).isEqualTo(1);
            assertThat(out.toString())
                    .contains(
                            "FAILED  P-FRM-3   section 3     The reserved flags are 0.",
                            "    tried     flag 0x08",
                            "    sent      00 00 00 0a 10 08 ",
                            "    expected  GOAWAY",
                            "    seen      frame of type 0x11",
                            "ok      P-FRM-4 ",
                            "conform: FAILED rules=2 checks=4 failed=1");
            JsonNode failure = JsonMapper.shared()
                    .readTree(Files.readString(file))
                    .get("results")
                    .get(0)
                    .get("failures")
                    .get(0);
            assertThat(failure.get("expected").asString()).startsWith("GOAWAY");
        }
    }

    @Test
    void noRuleIsAFailure() {
        assertThat(conform("127.0.0.1:" + port(), "--rule", "P-NONE-1")).isEqualTo(1);
        assertThat(out.toString()).startsWith("conform: FAILED rules=0 checks=0");
    }

    @Test
    void aServerThatIsNotThereIsAnErrorOfItsOwn() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThat(conform("127.0.0.1:" + port)).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("conform: 127.0.0.1:" + port + ": ")
                .contains("./volant serve");
    }

    @Test
    void anAddressWithoutAPortIsAWrongArgument() {
        assertThat(conform("localhost")).isEqualTo(2);
        assertThat(err.toString()).startsWith("server: localhost (expected: HOST:PORT)");
    }

    private int conform(String... arguments) {
        return new CommandLine(new ConformCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    /** Of the server itself, without a line between. */
    private static int port() {
        return volant.server(0).rpc().port();
    }
}
