package io.volant.rpc.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The table of {@code docs/balancing.md}: what the simulation says of each balancer. */
final class BalancingPage {
    private static final Path PAGE = Path.of("../docs/balancing.md");
    private static final String BEGIN = "<!-- simulated: -Dvolant.balancing.write=true writes what follows -->\n";
    private static final String END = "<!-- end -->\n";
    private static final long SEED = 42;

    private BalancingPage() {}

    static String text() throws IOException {
        return Files.readString(PAGE);
    }

    /** The page with what the simulation says now. */
    static String renewed() throws IOException {
        String old = text();
        return old.substring(0, old.indexOf(BEGIN) + BEGIN.length()) + table() + old.substring(old.indexOf(END));
    }

    static void write() throws IOException {
        Files.writeString(PAGE, renewed());
    }

    /** The code of a block that begins with {@code first}. */
    static String block(String first) throws IOException {
        String text = text();
        int begin = text.indexOf(first);
        return text.substring(begin, text.indexOf("```", begin));
    }

    private static String table() {
        StringBuilder text = new StringBuilder("""
                | | unequal: share of 1, 5, 20 ms | p50 ms | p99 ms | slow: share | p99 ms | failing: share | cold: share | refused |
                |---|---|---|---|---|---|---|---|---|
                """);
        balancers().forEach((name, balancer) -> text.append(row(name, balancer)));
        return text.toString();
    }

    private static Map<String, Function<Chance, LoadBalancer>> balancers() {
        Map<String, Function<Chance, LoadBalancer>> balancers = new LinkedHashMap<>();
        for (Policy policy : Policy.values()) {
            balancers.put(policy.text, policy::with);
        }
        balancers.put("*fewest calls*", BadPolicies::fewestCallsWhateverComesOfThem);
        balancers.put("*fastest answer*", chance -> BadPolicies.fastestAnswerWhateverItSays());
        balancers.put("*round robin at once*", RoundRobin::new);
        return balancers;
    }

    private static String row(String name, Function<Chance, LoadBalancer> balancer) {
        Scenario unequal = new Scenario(SEED, balancer).servers(1, 5, 20).rate(800);
        unequal.run(5);
        Tally even = unequal.run(30);
        Scenario slowing = new Scenario(SEED, balancer).servers(5, 5, 5).rate(800);
        slowing.run(10);
        slowing.servers.get(0).takes(Duration.ofMillis(50));
        slowing.run(5);
        Tally slow = slowing.run(30);
        Scenario failing = new Scenario(SEED, balancer).servers(5, 5, 5).rate(800);
        failing.run(10);
        failing.servers.get(0).fails(1);
        Tally fails = failing.run(30);
        Scenario joining = new Scenario(SEED, balancer).servers(5, 5, 5).rate(800);
        joining.run(10);
        joining.join(name.startsWith("*") ? Duration.ZERO : WarmUp.LENGTH);
        Tally cold = joining.run(8);
        return String.format(
                Locale.ROOT,
                "| %s | %s, %s, %s | %.1f | %.0f | %s | %.0f | %s | %s | %s |%n",
                name,
                percent(even.share(0)),
                percent(even.share(1)),
                percent(even.share(2)),
                even.millis(0.5),
                even.millis(0.99),
                percent(slow.share(0)),
                slow.millis(0.99),
                percent(fails.share(0)),
                percent(cold.share(3)),
                percent(cold.failed()));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
