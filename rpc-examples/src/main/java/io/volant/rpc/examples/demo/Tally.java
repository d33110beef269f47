package io.volant.rpc.examples.demo;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts calls, executions and faults, and becomes a verdict. Confined to one thread. */
final class Tally {
    private static final int NAMED_CALLS = 11; // one more than is printed, so that the text can say that there are more

    private final Map<CallKind, Map<CallState, Long>> asked = new EnumMap<>(CallKind.class);
    private final Map<CallKind, Long> executed = new EnumMap<>(CallKind.class);
    private final Map<Verdict.Fault, Long> counts = new EnumMap<>(Verdict.Fault.class);
    private final Map<Verdict.Fault, List<Long>> calls = new EnumMap<>(Verdict.Fault.class);
    private final boolean joined;
    private long unknownExecuted;
    private long ranTwice;

    /** @param joined whether the executions are known */
    Tally(boolean joined) {
        this.joined = joined;
    }

    boolean joined() {
        return joined;
    }

    void asked(CallKind kind, CallState state) {
        asked.computeIfAbsent(kind, k -> new EnumMap<>(CallState.class)).merge(state, 1L, Long::sum);
    }

    void executed(CallKind kind) {
        executed.merge(kind, 1L, Long::sum);
    }

    /** Counts a call whose caller does not know whether it was executed, and which was. */
    void addUnknownExecuted() {
        unknownExecuted++;
    }

    /** Counts a call that was executed more than once, as its method allows. */
    void addRanTwice() {
        ranTwice++;
    }

    void add(Verdict.Fault fault, long call) {
        counts.merge(fault, 1L, Long::sum);
        List<Long> some = calls.computeIfAbsent(fault, f -> new ArrayList<>());
        if (some.size() < NAMED_CALLS) {
            some.add(call);
        }
    }

    Verdict verdict() {
        Map<Verdict.Fault, Verdict.Found> faults = new EnumMap<>(Verdict.Fault.class);
        counts.forEach((fault, count) ->
                faults.put(fault, new Verdict.Found(count, calls.getOrDefault(fault, List.of()))));
        return new Verdict(asked, executed, faults, unknownExecuted, ranTwice, joined);
    }
}
