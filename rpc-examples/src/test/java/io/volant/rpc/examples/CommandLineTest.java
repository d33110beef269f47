package io.volant.rpc.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpNamesAllCommands() {
        assertThat(run("help")).isZero();
        assertThat(out.toString())
                .contains(
                        "demo",
                        "serve",
                        "load",
                        "ping",
                        "registry",
                        "example",
                        "schema",
                        "version",
                        "bench",
                        "classpath");
    }

    @Test
    void everyCommandExplainsItself() {
        for (String command :
                new String[] {"demo", "serve", "load", "ping", "registry", "example", "schema", "version"}) {
            assertThat(run(command, "--help")).isZero();
        }
        assertThat(out.toString()).contains("--seconds", "--keep", "--record", "--threads", "--port");
        assertThat(run("example", "hello", "--help")).isZero();
    }

    @Test
    void aWordThatIsNoCommandIsAnsweredWithThoseThatAre() {
        assertThat(run("dmo")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualToNormalizingNewlines(
                        "volant: there is no \"dmo\"\nthere are: demo, serve, load, ping, registry, example, schema, version, help\n");
    }

    @Test
    void withoutACommandTheUserIsToldWhichThereAre() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).startsWith("volant: no command given").contains("there are: demo");
    }

    @Test
    void anExampleThatDoesNotExistIsAnsweredWithThoseThatDo() {
        assertThat(run("example", "failing")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualToNormalizingNewlines(
                        "volant example: there is no \"failing\"\nthere are: hello, calls, balance, failover\n");
    }

    @Test
    void exampleWithoutANameListsThem() {
        assertThat(run("example")).isZero();
        assertThat(out.toString()).contains("./volant example hello", "./volant example calls");
    }

    @Test
    void anOptionOutOfRangeIsAUsageError() {
        assertThat(run("demo", "--seconds", "0")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualToNormalizingNewlines(
                        "volant demo: --seconds: 0 (expected: 1..600)\nmore: volant demo --help\n");
    }

    @Test
    void anOptionThatIsNoNumberIsAUsageError() {
        assertThat(run("load", "localhost:1", "--threads", "many")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("volant load: Invalid value for option '--threads': 'many' is not an int");
    }

    @Test
    void aReportThatCannotBeWrittenIsRefusedBeforeTheRun() {
        for (String command : new String[] {"demo", "load"}) {
            List<String> args = new ArrayList<>(List.of(command, "--json", "no/such/directory/x.json"));
            if (command.equals("load")) {
                args.add("127.0.0.1:1");
            }
            assertThat(run(args.toArray(String[]::new))).isEqualTo(2);
            assertThat(err.toString())
                    .contains("volant " + command
                            + ": --json: no/such/directory/x.json (expected: a file that can be written)");
        }
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aRecordThatCannotBeWrittenIsToldInOneLine() {
        assertThat(run("serve", "--record", "no/such/directory/server.record")).isEqualTo(1);
        assertThat(err.toString())
                .isEqualToNormalizingNewlines("volant serve: NoSuchFileException: no/such/directory/server.record\n");
    }

    @Test
    void aPortThatIsTakenIsNamedWithTheRemedy() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            assertThat(run("example", "hello", "server", "--port", port)).isEqualTo(1);
            assertThat(err.toString())
                    .isEqualToNormalizingNewlines("volant example hello: cannot listen on 127.0.0.1:" + port
                            + ": already in use. Choose another with .port(n), or 0 for a free one.\n");
        }
    }

    @Test
    void aServerThatIsNotThereIsNamed() throws Exception {
        int port;
        try (ServerSocket closedSoon = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closedSoon.getLocalPort();
        }
        assertThat(run("load", "127.0.0.1:" + port, "--seconds", "1")).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("volant load: UNAVAILABLE: 127.0.0.1:" + port + " refused the connection")
                .contains("Is the server running there?");
    }

    @Test
    void helloRunsBothHalvesAndEndsWithItsProof() {
        assertThat(run("example", "hello", "--port", "0")).isZero();
        assertThat(out.toString().lines())
                .last()
                .isEqualTo("hello: OK \"Hello, World\" workers=10 concurrent=10 eleventh=queued");
    }

    private int run(String... args) {
        return Main.run(new PrintWriter(out), new PrintWriter(err), args);
    }
}
