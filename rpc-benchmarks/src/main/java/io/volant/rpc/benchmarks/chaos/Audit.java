package io.volant.rpc.benchmarks.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Joins what a client asked with what servers executed, call by call. Confined to one thread. */
final class Audit {
    private static final long LOST_NANOS = TimeUnit.MILLISECONDS.toNanos(Ledger.TIMEOUT_MILLIS + 100);
    private static final long WELL_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int ONE_IN = 1_000;

    private final CallRecord record;
    private final List<Executions> servers;
    private final Course course;
    private final List<Long> badEnds = new ArrayList<>();
    private final long[] ends;
    private final long[] latencies;
    private int answers;
    private int lost;
    private int wrong;
    private int repeated;
    private int errors;
    private int unknown;
    private long slowest;

    private Audit(CallRecord record, List<Executions> servers, Course course) {
        this.record = record;
        this.servers = servers;
        this.course = course;
        this.ends = new long[course.pace().calls()];
        this.latencies = new long[ends.length];
    }

    static Figures of(CallRecord record, List<Executions> servers, Course course) {
        Audit audit = new Audit(record, servers, course);
        for (int call = 0; call < audit.ends.length; call++) {
            audit.add(call);
        }
        return audit.figures();
    }

    private void add(int call) {
        long stallNanos = course.stallNanos();
        int times = servers.stream().mapToInt(server -> server.of(call)).sum();
        CallRecord.Ending ending = record.ending(call);
        long took = record.endNanos(call) - record.dueNanos(call);
        boolean write = Ledger.isWrite(call);
        boolean ended = ending != CallRecord.Ending.NONE && ending != CallRecord.Ending.BEGUN;
        ends[call] = ended ? record.endNanos(call) : record.dueNanos(call) + LOST_NANOS;
        if (ended) {
            slowest = Math.max(slowest, took - stallNanos);
        }
        if (!ended || took > LOST_NANOS + stallNanos || (ending == CallRecord.Ending.OK && times == 0)) {
            lost++;
        }
        if (write && times > 1) {
            repeated++;
        }
        if (ending == CallRecord.Ending.OK) {
            latencies[answers++] = took;
            return;
        }
        badEnds.add(ends[call]);
        if (ending == CallRecord.Ending.WRONG || (ending == CallRecord.Ending.NOT_EXECUTED && times > 0)) {
            wrong++;
        }
        if (ending == CallRecord.Ending.UNKNOWN && write) {
            unknown++;
        } else if (ended && ending != CallRecord.Ending.WRONG) {
            errors++;
        }
    }

    private Figures figures() {
        int calls = ends.length;
        Peak peak = Peak.of(record, course);
        Arrays.sort(latencies, 0, answers);
        double share = share(course.victim());
        Arrays.sort(ends);
        return new Figures(
                calls,
                lost,
                wrong,
                repeated,
                errors,
                unknown,
                servers.stream().mapToInt(Executions::late).sum(),
                recoveryNanos(course.markNanos()) / 1e6,
                (double) course.report().attempts() / calls,
                answers == 0 ? 0 : TimeUnit.NANOSECONDS.toMicros(latencies[(int) (answers * 0.99)]),
                slowest / 1e6,
                share,
                newcomersNanos() / 1e6,
                peak);
    }

    /** Until the first answer of a server that was not there in the beginning; for ever when there is none. */
    private double newcomersNanos() {
        long first = Long.MAX_VALUE;
        for (int call = 0; call < ends.length; call++) {
            if (record.ending(call) == CallRecord.Ending.OK && record.server(call) >= Stage.SERVERS) {
                first = Math.min(first, record.endNanos(call));
            }
        }
        return first == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : Math.max(0, first - course.newcomersNanos());
    }

    private double share(int victim) {
        int all = 0;
        int its = 0;
        for (int call = ends.length * 2 / 3; call < ends.length; call++) {
            if (record.ending(call) == CallRecord.Ending.OK) {
                all++;
                its += record.server(call) == victim ? 1 : 0;
            }
        }
        return all == 0 ? 0 : 100.0 * its / all;
    }

    /** From the mark to the first moment after which all is well. */
    private long recoveryNanos(long mark) {
        List<Long> candidates = new ArrayList<>(badEnds);
        candidates.add(mark);
        candidates.sort(Long::compare);
        for (long from : candidates) {
            if (from >= mark && isWellAfter(from)) {
                return from - mark;
            }
        }
        return Math.max(0, ends[ends.length - 1] - mark);
    }

    private boolean isWellAfter(long from) {
        long all = Arrays.stream(ends)
                .filter(end -> end > from && end - from <= WELL_NANOS)
                .count();
        long bad = badEnds.stream()
                .filter(end -> end > from && end - from <= WELL_NANOS)
                .count();
        return bad * ONE_IN < all || (bad == 0 && all == 0);
    }
}
