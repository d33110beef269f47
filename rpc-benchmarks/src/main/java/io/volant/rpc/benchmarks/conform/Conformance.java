package io.volant.rpc.benchmarks.conform;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs the checks of rules against one server: those that wait for time limits at once and beside the others, the others one
 * after the other. After each of them, and every second of waiting, a decent client beside must be answered.
 */
final class Conformance {
    private final InetSocketAddress address;
    private final List<RuleText> rules;
    private final List<Check> checks = checks();

    /** For the rules of {@code rules} that concern servers. */
    Conformance(InetSocketAddress address, List<RuleText> rules) {
        this.address = address;
        this.rules = rules.stream().filter(RuleText::concernsServers).toList();
    }

    /** All checks that there are. */
    static List<Check> checks() {
        return Stream.of(
                        HelloChecks.all(),
                        FrameChecks.all(),
                        CallChecks.all(),
                        ExecutionChecks.all(),
                        BindChecks.all(),
                        FragmentChecks.all(),
                        LifeChecks.all())
                .flatMap(List::stream)
                .toList();
    }

    /** Passes each result on as soon as it is there. Throws when the server cannot be reached, or does not serve what it should. */
    Report run(Consumer<RuleResult> progress) throws IOException, InterruptedException {
        List<RuleResult> results = new ArrayList<>();
        ExecutorService slow = Executors.newCachedThreadPool(work -> daemon(work));
        try (Neighbour neighbour = new Neighbour(address)) {
            Map<Check, CompletableFuture<Optional<Fault>>> begun = new HashMap<>();
            for (RuleText rule : rules) {
                of(rule).stream()
                        .filter(check -> check.pace() == Check.Pace.SLOW)
                        .forEach(check -> begun.put(check, CompletableFuture.supplyAsync(() -> attempt(check), slow)));
            }
            for (RuleText rule : rules) {
                RuleResult result = result(rule, begun, neighbour);
                results.add(result);
                progress.accept(result);
            }
        } finally {
            slow.shutdownNow();
        }
        return new Report(address.getHostString() + ":" + address.getPort(), results);
    }

    private List<Check> of(RuleText rule) {
        return checks.stream().filter(check -> check.rule().equals(rule.id())).toList();
    }

    private RuleResult result(RuleText rule, Map<Check, CompletableFuture<Optional<Fault>>> begun, Neighbour neighbour)
            throws IOException, InterruptedException {
        List<Check> tried = of(rule);
        List<Fault> failures = new ArrayList<>();
        for (Check check : tried) {
            CompletableFuture<Optional<Fault>> outcome = begun.get(check);
            Optional<Fault> fault = outcome == null ? attempt(check) : await(check, outcome, neighbour, failures);
            fault.ifPresent(failures::add);
            ask(neighbour, check, failures);
        }
        return RuleResult.of(rule, tried.size(), failures);
    }

    private static Optional<Fault> await(
            Check check, CompletableFuture<Optional<Fault>> outcome, Neighbour neighbour, List<Fault> failures)
            throws IOException, InterruptedException {
        while (true) {
            try {
                return outcome.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                ask(neighbour, check, failures);
            } catch (ExecutionException e) {
                throw new IllegalStateException("check of " + check.rule() + ": " + check.what(), e);
            }
        }
    }

    private static void ask(Neighbour neighbour, Check check, List<Fault> failures) throws IOException {
        try {
            neighbour.isServed();
        } catch (Breach breach) {
            failures.add(Fault.of(check, new byte[0], breach));
        }
    }

    private Optional<Fault> attempt(Check check) {
        try (Attempt attempt = new Attempt(address)) {
            try {
                check.probe().run(attempt);
                return Optional.empty();
            } catch (Breach breach) {
                return Optional.of(Fault.of(check, attempt.sent(), breach));
            } catch (SocketTimeoutException e) {
                return Optional.of(Fault.of(check, attempt.sent(), new Breach("an answer", "nothing for seconds")));
            } catch (EOFException e) {
                return Optional.of(Fault.of(check, attempt.sent(), new Breach("an answer", "the end of the stream")));
            } catch (IOException e) {
                return Optional.of(Fault.of(check, attempt.sent(), new Breach("a connection", String.valueOf(e))));
            }
        } catch (IOException e) {
            return Optional.of(Fault.of(check, new byte[0], new Breach("a connection", String.valueOf(e))));
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "conform-slow");
        thread.setDaemon(true);
        return thread;
    }
}
