package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The calls of one method since its client or server was made; overloads count together. Immutable.
 *
 * @param service its name without version, {@link #OTHER} for calls that reached no service
 * @param method its name, {@link #OTHER} for calls that reached no service
 * @param started calls that began, ended or not
 * @param byStatus how those that ended did, and how long they took; only statuses that occurred
 * @param fallbacks of these, those that a {@link Fallback} answered after they had failed
 */
public record MethodStats(
        String service, String method, long started, Map<Status, DurationStats> byStatus, long fallbacks) {
    /** Stands for whatever a caller asked for that this server does not offer, or refused before it looked which method it was. */
    public static final String OTHER = "_other";

    public MethodStats {
        requireNonNull(service, "service");
        requireNonNull(method, "method");
        Map<Status, DurationStats> sorted = new EnumMap<>(Status.class);
        sorted.putAll(byStatus);
        byStatus = Collections.unmodifiableMap(sorted);
    }

    /** Of a method whose calls no fallback answered. */
    public MethodStats(String service, String method, long started, Map<Status, DurationStats> byStatus) {
        this(service, method, started, byStatus, 0);
    }

    /** Calls that have not ended. */
    public long inFlight() {
        return started - ended();
    }

    /** Calls that have ended, well or not. */
    public long ended() {
        return durations().count();
    }

    public long succeeded() {
        return ended(Status.OK);
    }

    /** Calls that ended otherwise than {@link Status#OK}; a declared exception is {@link Status#APPLICATION}. */
    public long failed() {
        return ended() - succeeded();
    }

    /** Calls that ended with this status. */
    public long ended(Status status) {
        return byStatus.getOrDefault(status, DurationStats.none()).count();
    }

    /** The durations of all calls that ended, whatever their status. */
    public DurationStats durations() {
        return byStatus.values().stream().reduce(DurationStats.none(), DurationStats::plus);
    }
}
