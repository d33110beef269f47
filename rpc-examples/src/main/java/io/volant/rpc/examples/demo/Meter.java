package io.volant.rpc.examples.demo;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Counts calls and their latencies, per kind. {@link #ended} is thread-safe; the rest belongs to the thread that prints. */
final class Meter {
    private static final long MAX_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;

    private final Map<CallKind, Recorder> recorders = new EnumMap<>(CallKind.class);
    private final Map<CallKind, Histogram> totals = new EnumMap<>(CallKind.class);
    private final Map<String, Recorder> servers = new ConcurrentHashMap<>();
    private final LongAdder calls = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private long callsAtStart;
    private long callsBefore;
    private long errorsBefore;

    Meter() {
        for (CallKind kind : CallKind.values()) {
            recorders.put(kind, new Recorder(MAX_NANOS, DIGITS));
            totals.put(kind, new Histogram(MAX_NANOS, DIGITS));
        }
    }

    /**
     * Counts a call; the time it took is that of the answer, so none is kept of errors and one-way calls. That nobody knows the outcome
     * of a call that may not be made again is no error here: it is judged when the run is over.
     *
     * @param server who answered; empty where that is not known
     */
    void ended(CallKind kind, String server, CallState state, long nanos) {
        calls.increment();
        if (state == CallState.UNKNOWN && !kind.idempotent()) {
            return;
        }
        if (state.isError() || state == CallState.WRONG) {
            errors.increment();
        } else if (kind.style() != CallKind.Style.ONE_WAY) {
            Recorder recorder = recorders.get(kind);
            if (recorder != null) {
                recorder.recordValue(Math.min(nanos, MAX_NANOS));
            }
            servers.computeIfAbsent(server, name -> new Recorder(MAX_NANOS, DIGITS))
                    .recordValue(Math.min(nanos, MAX_NANOS));
        }
    }

    /** Forgets what was so far. */
    void restart() {
        sample();
        totals.values().forEach(Histogram::reset);
        callsAtStart = callsBefore;
    }

    /** What happened since the sample before. */
    Sample sample() {
        recorders.forEach((kind, recorder) -> total(kind).add(recorder.getIntervalHistogram()));
        Map<String, Answers> answers = new HashMap<>();
        servers.forEach((server, recorder) -> {
            Histogram interval = recorder.getIntervalHistogram();
            answers.put(server, new Answers(interval.getTotalCount(), micros(interval, 50), micros(interval, 99)));
        });
        long callsNow = calls.sum();
        long errorsNow = errors.sum();
        Sample sample = new Sample(callsNow - callsBefore, errorsNow - errorsBefore, answers);
        callsBefore = callsNow;
        errorsBefore = errorsNow;
        return sample;
    }

    /** The latency that {@code percent} of the answers to a kind of call stayed within, up to the last sample. */
    double micros(CallKind kind, double percent) {
        return micros(total(kind), percent);
    }

    /** Calls since the start, up to the last sample. */
    long calls() {
        return callsBefore - callsAtStart;
    }

    /** Calls since the start, up to now. Thread-safe. */
    long callsNow() {
        return calls.sum() - callsAtStart;
    }

    private Histogram total(CallKind kind) {
        Histogram total = totals.get(kind);
        if (total == null) {
            throw new IllegalStateException("no histogram for " + kind);
        }
        return total;
    }

    private static double micros(Histogram histogram, double percent) {
        return histogram.getTotalCount() == 0 ? 0 : histogram.getValueAtPercentile(percent) / 1_000.0;
    }

    /** One interval. */
    record Sample(long calls, long errors, Map<String, Answers> byServer) {
        Sample {
            byServer = Map.copyOf(byServer);
        }

        /** Those of a server; none where it gave none. */
        Answers of(String server) {
            return byServer.getOrDefault(server, Answers.NONE);
        }

        /** The share of a server in all answers, in percent. */
        double percent(String server) {
            long all = byServer.values().stream().mapToLong(Answers::count).sum();
            return all == 0 ? 0 : 100.0 * of(server).count() / all;
        }
    }

    /** The answers of one server; without any the latencies are 0. */
    record Answers(long count, double p50Micros, double p99Micros) {
        static final Answers NONE = new Answers(0, 0, 0);
    }
}
