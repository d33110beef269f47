package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "localhost:50051, localhost, 50051",
        "127.0.0.1:1, 127.0.0.1, 1",
        "[::1]:65535, ::1, 65535",
        "[fe80::1%eth0]:80, fe80::1%eth0, 80",
        "a.b-c.example:8080, a.b-c.example, 8080"
    })
    void readsWhatItWrites(String address, String host, int port) {
        Endpoint endpoint = Endpoint.parse(address);

        assertThat(endpoint).isEqualTo(new Endpoint(host, port)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", ":80", " :80", "::1:80", "[::1]80", "[::1]", "http://localhost:80"})
    void refusesWhatIsNoHostAndPort(String address) {
        assertThatThrownBy(() -> Endpoint.parse(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("address: \"" + address + "\" (expected: host:port or [ipv6]:port)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:", "localhost:http", "localhost:80 ", "localhost:+80", "localhost:99999999999"})
    void refusesWhatIsNoPort(String address) {
        assertThatThrownBy(() -> Endpoint.parse(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("address: \"" + address + "\" (expected: a port number after the last colon)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:0", "localhost:65536"})
    void refusesPortsOutOfRange(String address) {
        assertThatThrownBy(() -> Endpoint.parse(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("port: \\d+ \\(expected: 1\\.\\.65535\\)");
    }

    @Test
    void readsTheFileOfAUnixDomainSocket() {
        Endpoint endpoint = Endpoint.parse("unix:/run/a:1,b.sock");

        assertThat(endpoint)
                .isEqualTo(Endpoint.unix(Path.of("/run/a:1,b.sock")))
                .hasToString("unix:/run/a:1,b.sock");
        assertThat(endpoint.isUnix()).isTrue();
        assertThat(endpoint.file()).isEqualTo(Path.of("/run/a:1,b.sock"));
        assertThatThrownBy(() -> Endpoint.parse("unix:"))
                .hasMessage("host: \"unix:\" (expected: a host name, an IP address, or unix:PATH)");
        assertThatThrownBy(() -> new Endpoint("unix:/run/a", 1))
                .hasMessage("port: 1 with host unix:/run/a (expected: none)");
        assertThatThrownBy(() -> Endpoint.parse("localhost:1").file())
                .hasMessage("localhost:1 is no Unix domain socket");
    }

    @Test
    void pointsAListOfServersToTheCluster() {
        assertThatThrownBy(() -> Endpoint.parse("a:1,b:2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("address: \"a:1,b:2\" (expected: one host:port; several servers are a cluster, given to"
                        + " routing(…))");
    }
}
