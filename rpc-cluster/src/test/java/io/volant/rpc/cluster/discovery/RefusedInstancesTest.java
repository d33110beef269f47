package io.volant.rpc.cluster.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Endpoint;
import io.volant.rpc.cluster.discovery.Known.Standing;
import io.volant.rpc.contract.Log;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusedInstancesTest extends KnownInstancesRig {
    @Test
    void ofTwoThatClaimAnEndpointTheLaterLifeIsBelieved() {
        watch();
        source.say(
                A.withId("a", 6).withWeight(60),
                B,
                A.withId("a", 7).withWeight(70),
                A.withId("a", 5).withWeight(50),
                A.withId("a", 7).withWeight(1));

        assertThat(last().instances()).containsExactly(A.withId("a", 7).withWeight(70), B);
    }

    @Test
    void whatMakesNoSenseIsLeftOutAloneAndNamedOnOneLine() {
        try (Log log = Log.open()) {
            watch();
            source.say(
                    A,
                    Instance.of(new Endpoint("10.0.0.3\r\nevent=forged", 1)),
                    Instance.of(new Endpoint("0.0.0.0", 9090)),
                    Instance.of(new Endpoint("::", 9090)),
                    B.withZone("a\u202eb"),
                    Instance.of(new Endpoint("10.0.0.5", 1)).withLabels(Map.of("x".repeat(201), "")));

            assertThat(last().instances()).containsExactly(A);
            assertThat(log.text())
                    .contains("event=instance_refused source=\"the source in hand\""
                            + " instance=\"10.0.0.3??event=forged:1\"")
                    .hasLineCount(1 + 1); // the others were kept back; the list is current
        }
    }

    @Test
    void anInstanceThatIsMissingDoesNoHarm() {
        watch();
        List<Instance> holes = new ArrayList<>(Collections.singletonList(null));
        holes.add(B);
        source.say(holes);

        assertThat(last().instances()).containsExactly(B);
    }

    @Test
    void aListInWhichNothingMakesSenseIsAFailure() {
        KnownInstances known = watch();
        source.say(A);
        source.say(Instance.of(new Endpoint("0.0.0.0", 9090)));

        assertThat(last().instances()).containsExactly(A);
        assertThat(known.known().reason()).isEqualTo("the source in hand gave 1 instances, none of which makes sense");
    }

    @Test
    void aHundredThousandInstancesAreTakenAndOneMoreIsRefused() {
        KnownInstances known = watch();
        List<Instance> many = IntStream.range(0, KnownInstances.MOST + 1)
                .mapToObj(i -> Instance.of(new Endpoint("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255), 1)))
                .toList();
        source.say(many.subList(0, KnownInstances.MOST));
        assertThat(last().instances()).hasSize(KnownInstances.MOST);
        assertThat(last().stale()).isFalse();

        source.say(many);

        assertThat(last().instances()).hasSize(KnownInstances.MOST);
        assertThat(known.known().reason())
                .isEqualTo("the source in hand gave 100001 instances (expected: at most 100000)");
        source.say(many.subList(0, KnownInstances.MOST));
        assertThat(last().stale()).isFalse();
    }

    @Test
    void theClientsOwnAddressIsLeftOutWhereItSaysSo() {
        options = options.without(A.endpoint());
        watch();
        source.say(A, B);
        assertThat(last().instances()).containsExactly(B);
        source.say(A);

        assertThat(last().standing()).isEqualTo(Standing.STALE); // as if the list were empty
        assertThat(last().instances()).containsExactly(B);
    }
}
