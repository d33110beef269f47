package io.volant.rpc.benchmarks.conform;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.examples.user.ComputedUsers;
import io.volant.rpc.examples.user.UserService;
import io.volant.rpc.testing.VolantExtension;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checks pass a right server, find every planted fault, and leave no rule out. */
@Timeout(120)
class ConformanceTest {
    private static final List<RuleText> TABLE = RuleTable.read();
    private static final Set<String> TRIED =
            Conformance.checks().stream().map(Check::rule).collect(Collectors.toSet());
    private static final Set<String> SLOW = Conformance.checks().stream()
            .filter(check -> check.pace() == Check.Pace.SLOW)
            .map(Check::rule)
            .collect(Collectors.toSet());

    @RegisterExtension
    static final VolantExtension volant = VolantExtension.builder()
            .service(UserService.class, new ComputedUsers())
            .server(builder -> builder.workersQueue(10_000))
            .overTcp()
            .build();

    @Test
    void everyRuleThatConcernsServersIsTried() {
        assertThat(TABLE).hasSizeGreaterThan(40);
        assertThat(TABLE.stream().filter(RuleText::concernsServers).map(RuleText::id))
                .containsExactlyInAnyOrderElementsOf(TRIED);
    }

    @Test
    void aRuleThatNothingTriesFails() {
        RuleResult untried = RuleResult.of(new RuleText("P-NEW-1", "3", "both", "Something new."), 0, List.of());

        assertThat(untried.ok()).isFalse();
        assertThat(untried.describe()).startsWith("FAILED  P-NEW-1").contains("no check of this program tries it");
    }

    @Test
    void aRightServerKeepsEveryRule() throws Exception {
        Report report = new Conformance(address(), TABLE).run(result -> {});

        assertThat(report.results()).filteredOn(result -> !result.ok()).isEmpty();
        assertThat(report.rules()).isEqualTo(TRIED.size());
        assertThat(report.checks()).isEqualTo(Conformance.checks().size());
        assertThat(report.summary()).isEqualTo("conform: OK rules=" + report.rules() + " checks=" + report.checks());
    }

    @ParameterizedTest
    @EnumSource(PlantedFault.class)
    void aFaultBreaksItsRuleAndNoOther(PlantedFault fault) throws Exception {
        try (FaultyServer faulty = new FaultyServer(address(), fault)) {
            List<RuleText> prompt =
                    TABLE.stream().filter(rule -> !SLOW.contains(rule.id())).toList();
            Report report = new Conformance(faulty.address(), prompt).run(result -> {});

            assertThat(report.results())
                    .filteredOn(result -> !result.ok())
                    .extracting(RuleResult::id)
                    .containsExactly(fault.rule());
            assertThat(report.summary()).startsWith("conform: FAILED ").endsWith(" failed=1");
        }
    }

    @Test
    void aServerThatNeverClosesBreaksTheRulesOfTimeLimits() throws Exception {
        List<RuleText> slow =
                TABLE.stream().filter(rule -> SLOW.contains(rule.id())).toList();
        try (ClosingNever patient = new ClosingNever(address())) {
            Report report = new Conformance(patient.address(), slow).run(result -> {});

            assertThat(report.results())
                    .filteredOn(RuleResult::ok)
                    .as("kept although nothing is closed")
                    .isEmpty();
            assertThat(report.rules()).isEqualTo(SLOW.size()).isPositive();
        }
    }

    private static InetSocketAddress address() {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), volant.server(0).rpc().port()); // no line between
    }
}
