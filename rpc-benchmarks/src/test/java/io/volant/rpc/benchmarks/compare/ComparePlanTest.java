package io.volant.rpc.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.RpcException;
import io.volant.rpc.Status;
import io.volant.rpc.benchmarks.load.LoadSpec;
import io.volant.rpc.benchmarks.runner.Placement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ComparePlanTest {
    @Test
    void theFourMethodsAreAskedInEverySettingAndBytesAndOpenLoopsBesides() {
        assertThat(CompareCase.all())
                .extracting(CompareCase::label)
                .contains("s32.existUser", "s1.listUser", "a256.createUser", "a2048.getUser", "echo1MB", "beside50MB")
                .endsWith(
                        "open10.existUser",
                        "open50.existUser",
                        "open80.existUser",
                        "open95.existUser",
                        "open120.existUser",
                        "open80of256.existUser",
                        "open120of256.existUser")
                .hasSize(25)
                .doesNotHaveDuplicates();
        assertThat(CompareCase.all()).containsAll(CompareCase.few());
    }

    @Test
    void loadsSurviveTheLineTheyTravelIn() {
        for (CompareCase which : CompareCase.all()) {
            assertThat(LoadSpec.parse(which.load().label())).isEqualTo(which.load());
        }
        assertThat(LoadSpec.parse("o120000.getUser").kind()).isEqualTo(LoadSpec.Kind.OPEN);
        for (String wrong :
                List.of("", "s.existUser", "s32", "x1.existUser", "s0.existUser", "s1.deleteUser", "sx.getUser")) {
            assertThatThrownBy(() -> LoadSpec.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theReferencesAreAnchoredByGrpcWithDirectExecutorsWhicheverPeerIsMeasured() {
        assertThat(plan(List.of("turbo"), false).peerRows())
                .containsExactly(PeerRow.GRPC_DIRECT, PeerRow.TURBO, PeerRow.TURBO_BENCH);
        assertThat(plan(List.of("grpc"), false).peerRows()).containsExactly(PeerRow.GRPC, PeerRow.GRPC_DIRECT);
        assertThat(plan(List.of(), false).peerRows()).isEmpty();
        assertThat(plan(List.of(), false).ownRows()).contains(OwnRow.NETTY_ECHO, OwnRow.R1, OwnRow.R2, OwnRow.R3);
    }

    @Test
    void onePeerCanBeMeasuredAlone() {
        ComparePlan plan = plan(List.of("turbo"), true);

        assertThat(plan.peerRows()).containsExactly(PeerRow.TURBO, PeerRow.TURBO_BENCH);
        assertThat(plan.ownRows()).isEmpty();
        assertThatThrownBy(() -> plan(List.of(), true)).hasMessageContaining("alone: nobody");
    }

    @Test
    void everyPeerHasTwoRowsWhoseSettingsHaveASource() {
        for (String peer : PeerRow.peers()) {
            assertThat(PeerRow.of(peer)).as(peer).hasSizeGreaterThanOrEqualTo(2);
            assertThat(PeerRow.of(peer))
                    .anyMatch(row -> row.source().startsWith("its defaults"))
                    .anyMatch(row -> row.source().matches(".* @[0-9a-f]{40}.*"));
        }
        assertThatThrownBy(() -> plan(List.of("acme"), false)).hasMessageContaining("peer: acme (expected: none, or");
    }

    @Test
    void beyondItsMaximumASystemMayRefuseButNotAnswerWrongly() {
        CompareCase open = CompareCase.of("open120.existUser");
        assertThat(open.minds("RESOURCE_EXHAUSTED", false)).isFalse();
        assertThat(open.minds("wrong answer to existUser number 3", false)).isTrue();
        assertThat(CompareCase.of("s32.existUser").minds("RESOURCE_EXHAUSTED", false))
                .isTrue();
        assertThatThrownBy(() -> CompareCase.of("open130.existUser")).hasMessageContaining("case: open130.existUser");
    }

    @Test
    void onlyALimitedSystemMayRefuseCallsThatWaitForNobody() {
        String refused = new RpcException(Failure.of(Status.OVERLOADED, Outcome.REJECTED, "too much")).toString();
        CompareCase many = CompareCase.of("a256.existUser");
        assertThat(many.minds(refused, true)).isFalse();
        assertThat(many.minds(refused, false)).isTrue();
        assertThat(many.minds("wrong answer to existUser number 3", true)).isTrue();
        assertThat(many.minds("io.volant.rpc.RpcException: INTERNAL: no", true)).isTrue();
        assertThat(CompareCase.of("s32.existUser").minds(refused, true)).isTrue();
        assertThat(Stream.of(OwnRow.values()).map(Contestant::own).filter(Contestant::isLimited))
                .extracting(Contestant::label)
                .containsExactly("volantDefaults");
    }

    @Test
    void theShareOfAnOpenLoopIsThatOfThreadsThatWaitOrOfCallsInFlight() {
        CompareCase ofThreads = CompareCase.of("open120.existUser");
        CompareCase ofCalls = CompareCase.of("open120of256.existUser");
        assertThat(ofThreads.load().label()).isEqualTo("s32.existUser");
        assertThat(ofCalls.load().label()).isEqualTo("a256.existUser");
        assertThat(ofCalls.percent()).isEqualTo(120);
        assertThat(OwnRow.values())
                .filteredOn(row -> ofCalls.suits(row::suits))
                .containsExactly(OwnRow.VOLANT, OwnRow.VOLANT_POOL, OwnRow.VOLANT_DEFAULTS, OwnRow.R2);
        assertThat(OwnRow.values())
                .filteredOn(row -> ofThreads.suits(row::suits))
                .containsExactly(OwnRow.VOLANT, OwnRow.VOLANT_POOL, OwnRow.VOLANT_DEFAULTS, OwnRow.R1, OwnRow.R2);
    }

    private static ComparePlan plan(List<String> peers, boolean alone) {
        return new ComparePlan(
                CompareCase.all(),
                peers,
                alone,
                7,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                List.of(Placement.ALL_CORES),
                3,
                List.of());
    }
}
