package io.volant.rpc.benchmarks.compare;

import io.volant.rpc.RpcException;
import io.volant.rpc.Status;
import io.volant.rpc.benchmarks.load.FirstError;
import io.volant.rpc.benchmarks.load.LoadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * One thing that is compared.
 *
 * @param label in files and tables
 * @param load what the client does; of an open loop, what finds the maximum
 * @param percent of its own maximum that an open loop asks for; 0 for a closed one
 */
record CompareCase(String label, LoadSpec load, int percent) {
    private static final List<String> METHODS = List.of("existUser", "createUser", "getUser", "listUser");
    private static final List<String> SETTINGS = List.of("s32", "s1", "a256", "a2048");
    private static final List<Integer> PERCENTS = List.of(10, 50, 80, 95, 120);
    private static final List<Integer> PERCENTS_OF_256 = List.of(80, 120);
    private static final String OPEN = "open";
    private static final String REFUSED = RpcException.class.getName() + ": " + Status.OVERLOADED;

    /** All of them, in the order in which they run: an open loop after what finds its maximum. */
    static List<CompareCase> all() {
        List<CompareCase> all = new ArrayList<>();
        for (String setting : SETTINGS) {
            METHODS.forEach(method -> all.add(closed(setting + "." + method, setting + "." + method)));
        }
        all.add(closed("echo1MB", "e4.existUser"));
        all.add(closed("beside50MB", "b1.existUser"));
        PERCENTS.forEach(percent -> all.add(open(OPEN + percent, "s32", percent)));
        PERCENTS_OF_256.forEach(percent -> all.add(open(OPEN + percent + "of256", "a256", percent)));
        return all;
    }

    /** Those of a short run. */
    static List<CompareCase> few() {
        List<CompareCase> few = new ArrayList<>();
        METHODS.forEach(method -> few.add(closed("s32." + method, "s32." + method)));
        List.of("s1.existUser", "a256.existUser", "a2048.existUser").forEach(label -> few.add(closed(label, label)));
        return few;
    }

    static CompareCase of(String label) {
        return all().stream()
                .filter(candidate -> candidate.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("case: " + label + " (expected: one of "
                        + String.join(
                                ", ", all().stream().map(CompareCase::label).toList()) + ")"));
    }

    /** Whether a row can do it, and also what finds its maximum. */
    boolean suits(Predicate<LoadSpec> row) {
        return row.test(load) && (!isOpen() || row.test(new LoadSpec(LoadSpec.Kind.OPEN, 1, load.question())));
    }

    boolean isOpen() {
        return percent > 0;
    }

    /**
     * Whether an error makes the run fail: beyond its maximum a system may refuse calls, but not answer them wrongly.
     *
     * @param limited whether it may refuse calls below its maximum, too, where they wait for nobody
     */
    boolean minds(String error, boolean limited) {
        if (isOpen()) {
            return FirstError.isWrongAnswer(error);
        }
        return !(limited && load.isAsynchronous() && error.startsWith(REFUSED));
    }

    private static CompareCase closed(String label, String load) {
        return new CompareCase(label, LoadSpec.parse(load), 0);
    }

    /** Of what that setting makes: with threads that wait it is less than what makes a server busy. */
    private static CompareCase open(String label, String setting, int percent) {
        return new CompareCase(label + ".existUser", LoadSpec.parse(setting + ".existUser"), percent);
    }
}
