package io.volant.rpc.cluster.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Endpoint;
import io.volant.rpc.FakeTime;
import io.volant.rpc.Warnings;
import io.volant.rpc.cluster.discovery.Known.Standing;
import io.volant.rpc.contract.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownInstancesTest {
    private static final String SERVICE = "Orders:1";
    private static final Instance A = Instance.of(Endpoint.parse("10.0.0.1:9090"));
    private static final Instance B = Instance.of(Endpoint.parse("10.0.0.2:9090"));

    private final FakeTime time = new FakeTime();
    private final SourceInHand source = new SourceInHand();
    private final List<Known> told = new ArrayList<>();
    private KnowledgeOptions options = KnowledgeOptions.defaults();

    private KnownInstances watch() {
        Surroundings around = new Surroundings(time, time, Runnable::run, new Warnings(time));
        return KnownInstances.watch(source, SERVICE, options, around, told::add);
    }

    @Test
    void theListOfTheSourceIsToldOnce() {
        KnownInstances known = watch();
        assertThat(known.known().instances()).isEmpty();
        assertThat(known.known().stale()).isTrue();
        assertThat(known.known().reason()).isEqualTo("the source in hand has not answered yet");

        source.say(A, B);
        source.say(B, A);

        assertThat(told).containsExactly(new Known(List.of(A, B), Standing.CURRENT, ""));
        assertThat(known.known()).isEqualTo(told.get(0));
    }

    @Test
    void aChangedWeightIsAChange() {
        watch();
        source.say(A);
        source.say(A.withWeight(1));

        assertThat(last().instances()).containsExactly(A.withWeight(1));
    }

    @Test
    void aFailureLeavesTheLastGoodListAndSaysWhy() {
        KnownInstances known = watch();
        source.say(A, B);
        source.fail("connection refused, 1 try");
        source.fail("connection refused,\n2 tries");

        assertThat(told).hasSize(2);
        assertThat(last().standing()).isEqualTo(Standing.STALE);
        assertThat(last().instances()).containsExactly(A, B);
        assertThat(known.known().reason()).isEqualTo("connection refused,?2 tries");
        source.say(A, B);
        assertThat(last()).isEqualTo(new Known(List.of(A, B), Standing.CURRENT, ""));
    }

    @Test
    void aFailureBeforeTheFirstListIsTheReasonAndIsLoggedOnce() {
        try (Log log = Log.open()) {
            KnownInstances known = watch();
            source.fail("connection refused");
            source.fail("connection refused again");

            assertThat(told).isEmpty();
            assertThat(known.known().reason()).isEqualTo("connection refused again");
            assertThat(log.text())
                    .contains("event=discovery_stale service=Orders:1 standing=STALE instances_kept=0"
                            + " reason=\"connection refused\"")
                    .hasLineCount(1);
        }
    }

    @Test
    void anEmptyListIsNotBelievedAtOnce() {
        watch();
        source.say(A, B);
        source.say();

        assertThat(last().instances()).containsExactly(A, B);
        assertThat(last().standing()).isEqualTo(Standing.STALE);
        assertThat(last().reason()).isEqualTo("the source in hand says that no server offers Orders:1");
        time.advance(Duration.ofMillis(29_999));
        assertThat(last().standing()).isEqualTo(Standing.STALE);
        time.advance(Duration.ofMillis(1));
        assertThat(last().standing()).isEqualTo(Standing.WITHDRAWN);
        assertThat(last().instances()).containsExactly(A, B);
        source.say();
        assertThat(last().standing()).isEqualTo(Standing.WITHDRAWN);
        source.say(B);
        assertThat(last()).isEqualTo(new Known(List.of(B), Standing.CURRENT, ""));
    }

    @Test
    void anEmptyListThatIsTakenBackInTimeChangesNothing() {
        watch();
        source.say(A);
        source.say();
        time.advance(Duration.ofSeconds(20));
        source.say(A);
        time.advance(Duration.ofSeconds(20));
        source.say();
        time.advance(Duration.ofSeconds(29));

        assertThat(told).noneMatch(known -> known.standing() == Standing.WITHDRAWN);
        assertThat(last().instances()).containsExactly(A);
    }

    @Test
    void aSourceThatFailsDoesNotSayThatThereIsNothing() {
        watch();
        source.say(A);
        source.say();
        time.advance(Duration.ofSeconds(20));
        source.fail("gone");
        time.advance(Duration.ofMinutes(5));

        assertThat(last().standing()).isEqualTo(Standing.STALE);
        assertThat(last().instances()).containsExactly(A);
    }

    @Test
    void aServiceThatNobodyOffersYetIsNotStale() {
        watch();
        source.say();

        assertThat(last())
                .isEqualTo(new Known(
                        List.of(), Standing.CURRENT, "the source in hand says that no server offers Orders:1"));
    }

    @Test
    void aFlappingSourceIsHeardOnceASecondAndTheLastWordIsNotLost() {
        watch();
        for (int i = 0; i < 1_000; i++) { // ten seconds
            source.say(i % 2 == 0 ? new Instance[] {A} : new Instance[] {A, B});
            time.advance(Duration.ofMillis(10));
        }
        assertThat(told).hasSizeBetween(5, 5 + 10);
        source.say(A.withWeight(7));
        time.advance(Duration.ofSeconds(1));
        assertThat(last().instances()).containsExactly(A.withWeight(7));
    }

    @Test
    void aFlappingEmptyListNeverTakesTheLastServersAway() {
        watch();
        for (int i = 0; i < 200; i++) {
            source.say(A, B);
            time.advance(Duration.ofMillis(700));
            source.say();
            time.advance(Duration.ofMillis(700));
        }
        assertThat(told).allMatch(known -> known.instances().equals(List.of(A, B)));
        assertThat(told).noneMatch(known -> known.standing() == Standing.WITHDRAWN);
    }

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

    @Test
    void nothingIsToldAfterTheEndAndNoTimerIsLeft() {
        KnownInstances known = watch();
        source.say(A);
        source.say();
        known.close();
        known.close();

        source.listener().onInstances(List.of(B));
        source.listener().onFailure("late");

        assertThat(source.watches()).isZero();
        assertThat(told).hasSize(2);
        assertThat(time.pending()).isZero();
    }

    @Test
    void aListenerThatThrowsIsToldOn() {
        Surroundings around = new Surroundings(time, time, Runnable::run, new Warnings(time));
        KnownInstances.watch(source, SERVICE, options, around, known -> {
            told.add(known);
            throw new IllegalStateException("a fault of the listener");
        });
        source.say(A);
        source.say(B);

        assertThat(told).hasSize(2);
    }

    @Test
    void theLastGoodListOutlivesTheProcess(@TempDir Path directory) {
        options = options.withCopiesIn(directory.resolve("made").resolve("here"));
        watch();
        Instance full = new Instance(
                Endpoint.parse("[::1]:9090"), "the node = 1", 5, 50, "zone 1%", Map.of("version", "2", "ö #", "\"x\""));
        source.say(full, B);
        source.say(); // an empty one is no good list
        source.fail("gone");
        told.clear();

        KnownInstances next = watch();

        assertThat(told).hasSize(1);
        assertThat(last().instances()).containsExactly(full, B);
        assertThat(last().standing()).isEqualTo(Standing.STALE);
        assertThat(next.known().reason()).isEqualTo("the source in hand has not answered yet");
        source.say(A);
        assertThat(last().instances()).containsExactly(A);
    }

    @Test
    void aCopyThatIsNotWholeIsNotRead(@TempDir Path directory) throws IOException {
        options = options.withCopiesIn(directory);
        watch();
        source.say(A, B);
        Path file = directory.resolve("Orders@1.instances");
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).containsExactly("volant-instances 1 Orders:1", "10.0.0.1:9090", "10.0.0.2:9090", "end 2");
        assertThat(directory.toFile().list()).containsExactly("Orders@1.instances");
        for (List<String> damaged : List.of(
                lines.subList(0, 3),
                List.<String>of(),
                List.of("volant-instances 1 Prices:1", "end 0"),
                List.of(lines.get(0), "10.0.0.1:0", "end 1"))) {
            Files.write(file, damaged);
            told.clear();

            watch();

            assertThat(told).as("%s", damaged).isEmpty();
        }
    }

    private Known last() {
        return told.get(told.size() - 1);
    }
}
