package io.volant.rpc.cluster.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.Endpoint;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceTextTest {
    private static final Instance FULL = new Instance(
            new Endpoint("10.0.0.1", 9090),
            "node-1",
            1_764_144_000_000L,
            50,
            "a",
            Map.of("version", "2", "canary", "no"));

    @Test
    void everythingThatIsSaidOfAnInstanceIsOnTheLine() {
        String line = "10.0.0.1:9090 id=node-1 epoch=1764144000000 weight=50 zone=a label.canary=no label.version=2";

        assertThat(InstanceText.format(FULL)).isEqualTo(line);
        assertThat(InstanceText.parse(line)).isEqualTo(FULL);
    }

    @Test
    void anAddressAloneIsEnough() {
        assertThat(InstanceText.parse("  host:1\t")).isEqualTo(Instance.of(new Endpoint("host", 1)));
        assertThat(InstanceText.format(Instance.of(new Endpoint("::1", 1)))).isEqualTo("[::1]:1");
        assertThat(InstanceText.parse("unix:/run/a%20b")).isEqualTo(Instance.of(new Endpoint("unix:/run/a b", 0)));
    }

    @Test
    void whatWouldEndAPartIsEscaped() {
        Instance odd = FULL.withId("a b=c%d#é😀", 1).withLabels(Map.of("x = y", "", "100 %", "\"'\\"));

        String line = InstanceText.format(odd);

        assertThat(line).contains("id=a%20b%3dc%25d%23é%f0%9f%98%80 ", "label.x%20%3d%20y=");
        assertThat(InstanceText.parse(line)).isEqualTo(odd);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.1|address: \"10.0.0.1\" (expected: host:port or [ipv6]:port)",
                "10.0.0.1:0|port: 0 (expected: 1..65535)",
                "10.0.0.1:65536|port: 65536 (expected: 1..65535)",
                "a:1 weigth=5|\"weigth=5\" (expected: id=, epoch=, weight=, zone= or label.NAME=)",
                "a:1 weight=0|\"weight=0\" (expected: a whole number, 1..1000000)",
                "a:1 weight=99999999999|\"weight=99999999999\" (expected: a whole number, 1..1000000)",
                "a:1 weight=-5|\"weight=-5\" (expected: a whole number, 1..1000000)",
                "a:1 zone|\"zone\" (expected: name=value)",
                "a:1 zone=a zone=b|\"zone=b\" (expected: zone once)",
                "a:1 zone=%zz|\"%zz\" (expected: two hexadecimal digits behind each %)",
                "a:1 zone=%ff|\"%ff\" (expected: UTF-8)",
                "a:1 zone=%0a|zone: \"?\" (expected: at most 200 characters, no controls)",
                "0.0.0.0:1|host: \"0.0.0.0\" (expected: an address of one machine, not all of them)",
                "[0:0::0]:1|host: \"0:0::0\" (expected: an address of one machine, not all of them)",
                "a%20b:1|host: \"a b\" (expected: at most 255 characters, none of them a space or a control)",
                "a:1 label.=x|label: \"\" (expected: a name of 1 to 200 characters, no controls)"
            })
    void aMistakeIsNamedWithWhatWasExpected(String line, String message) {
        assertThatThrownBy(() -> InstanceText.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#", "a:1 =", "::1:1", "a,b:1", "%", "a:1 %=%"})
    void whatIsNoInstanceIsRefused(String line) {
        assertThatThrownBy(() -> InstanceText.parse(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatALaterVersionSaysIsPassedOverWhereAProgramReads() {
        assertThat(InstanceText.parseTolerant("a:1 colour=red weight=5"))
                .isEqualTo(Instance.of(new Endpoint("a", 1)).withWeight(5));
        assertThatThrownBy(() -> InstanceText.parseTolerant("a:1 weight=x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatMakesNoSenseIsNotWritten() {
        assertThatThrownBy(() -> InstanceText.format(FULL.withZone("\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("zone: \"?\" (expected: at most 200 characters, no controls)");
    }
}
