package io.volant.rpc.transport;

import io.netty.util.collection.IntObjectHashMap;
import io.volant.rpc.CallTimeline;
import io.volant.rpc.Request;
import io.volant.rpc.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls that one connection has running, by their whole id: after a cancel the caller may use a slot again while the handler
 * of the earlier call still runs. Confined to the event loop.
 */
final class RunningCalls {
    private final IntObjectHashMap<RunningCall> byId = new IntObjectHashMap<>();
    private int lastQueueMicros;
    private long earliest; // no deadline is before this one

    void add(RunningCall call) {
        if (byId.isEmpty() || call.deadlineNanos - earliest < 0) {
            earliest = call.deadlineNanos;
        }
        byId.put(call.id, call);
    }

    @Nullable
    RunningCall find(int id) {
        return byId.get(id);
    }

    /** The call of an epoch that runs or waits; null where there is none. Looks at all calls. */
    @Nullable
    RunningCall ofSequence(EpochCalls epoch, long sequence) {
        for (RunningCall call : byId.values()) {
            if (call.sequence == sequence && call.epoch == epoch && call.complete && !call.abandoned) {
                return call;
            }
        }
        return null;
    }

    /** No deadline is before this one, unless none was left at the last {@link #expire}. */
    long earliest() {
        return earliest;
    }

    void remove(int id) {
        byId.remove(id);
    }

    /** The call has ended, and its handler with it. */
    void onEnded(RunningCall call) {
        byId.remove(call.id);
        Request request = call.request;
        if (request != null && request.queueMicros() != CallTimeline.UNKNOWN) {
            lastQueueMicros = request.queueMicros();
        }
    }

    /**
     * How long calls wait for a handler: the longest of those that wait now; if none does, the last that ended. Looks at all calls;
     * one that began this moment on another thread may count as waiting.
     */
    int queueMicros(long nowNanos, Ticker ticker) {
        int longest = CallTimeline.UNKNOWN;
        for (RunningCall call : byId.values()) {
            Request request = call.request;
            if (request != null && request.queueMicros() == CallTimeline.UNKNOWN) {
                longest = Math.max(longest, request.microsAt(nowNanos, ticker));
            }
        }
        return longest == CallTimeline.UNKNOWN ? lastQueueMicros : longest;
    }

    int size() {
        return byId.size();
    }

    /** Passes every call whose deadline has come, once. */
    void expire(long nowNanos, Consumer<RunningCall> expired) {
        if (byId.isEmpty() || nowNanos - earliest < 0) {
            return;
        }
        List<RunningCall> due = new ArrayList<>();
        long next = nowNanos + Long.MAX_VALUE / 2;
        for (RunningCall call : byId.values()) {
            if (call.expired) {
                continue;
            }
            if (nowNanos - call.deadlineNanos >= 0) {
                call.expired = true;
                due.add(call);
            } else if (call.deadlineNanos - next < 0) {
                next = call.deadlineNanos;
            }
        }
        earliest = next;
        due.forEach(expired);
    }

    /** All calls, to be walked while calls end. */
    List<RunningCall> all() {
        return new ArrayList<>(byId.values());
    }
}
