package io.volant.rpc.examples.demo;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What became of all calls of a run: counts by method and state, and the faults with their call numbers. Immutable.
 *
 * @param unknownExecuted calls of which nobody knows whether they were executed, and which were
 * @param ranTwice calls that were executed more than once, as their methods allow
 * @param joined whether the executions are known
 */
record Verdict(
        Map<CallKind, Map<CallState, Long>> asked,
        Map<CallKind, Long> executed,
        Map<Fault, Found> faults,
        long unknownExecuted,
        long ranTwice,
        boolean joined) {
    private static final int NAMED_CALLS = 10;

    Verdict {
        asked = Map.copyOf(asked);
        executed = Map.copyOf(executed);
        faults = Map.copyOf(faults);
    }

    /** What must never happen to a call. */
    enum Fault {
        /** It never ended, or is said to have been executed and was not. */
        LOST,
        /** It was executed more than once. */
        REPEATED,
        /** Its answer is not that of its question. */
        WRONG,
        /** It was executed although its caller was told that it was not. */
        DENIED,
        /** It was executed and nobody had asked for it. */
        STRAY;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How often a fault was found, and some of the calls. */
    record Found(long count, List<Long> calls) {
        Found {
            calls = List.copyOf(calls);
        }
    }

    long calls() {
        return asked.keySet().stream().mapToLong(this::calls).sum();
    }

    long calls(CallKind kind) {
        return asked.getOrDefault(kind, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    long count(CallKind kind, CallState state) {
        return asked.getOrDefault(kind, Map.of()).getOrDefault(state, 0L);
    }

    /** Calls that ended in an error; those that are in doubt because of a crash are not among them. */
    long errors(CallKind kind) {
        return count(kind, CallState.NOT_EXECUTED) + count(kind, CallState.UNKNOWN) + count(kind, CallState.FAILED);
    }

    long errors() {
        return asked.keySet().stream().mapToLong(this::errors).sum();
    }

    /** Calls of which nobody knows whether they were executed. */
    long unknown() {
        return asked.keySet().stream().mapToLong(this::unknown).sum();
    }

    long unknown(CallKind kind) {
        return count(kind, CallState.UNKNOWN) + count(kind, CallState.IN_DOUBT);
    }

    long executed(CallKind kind) {
        return executed.getOrDefault(kind, 0L);
    }

    long executions() {
        return executed.values().stream().mapToLong(Long::longValue).sum();
    }

    long found(Fault fault) {
        Found found = faults.get(fault);
        return found == null ? 0 : found.count();
    }

    boolean ok() {
        return calls() > 0 && errors() == 0 && faults.isEmpty();
    }

    /** The rest of the line that begins with the name of the run: {@code OK calls=…} or {@code FAILED lost=3 …}. */
    String sentence(String log) {
        if (ok()) {
            return "OK calls=" + calls() + " errors=0 lost=0" + (joined ? " repeated=0 unknown=" + unknown() : "");
        }
        StringBuilder text = new StringBuilder(calls() > 0 ? "FAILED" : "FAILED calls=0");
        TreeSet<Long> named = new TreeSet<>();
        for (Fault fault : Fault.values()) {
            Found found = faults.get(fault);
            if (found != null) {
                text.append(' ').append(fault).append('=').append(found.count());
                named.addAll(found.calls());
            }
        }
        if (errors() > 0) {
            text.append(" errors=").append(errors());
        }
        String ids = named.stream().limit(NAMED_CALLS).map(String::valueOf).collect(Collectors.joining(", "));
        String more = named.size() > NAMED_CALLS ? ", …" : "";
        text.append(" (").append(ids.isEmpty() ? "" : "call ids " + ids + more + "; ");
        return text.append("log: ").append(log).append(')').toString();
    }
}
