package io.volant.rpc;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The meters of one client or server: one per method that it knows, so that no peer can make more of them. Thread-safe. */
final class CallMeters {
    private static final Comparator<MethodStats> ORDER =
            Comparator.comparing(MethodStats::service).thenComparing(MethodStats::method);

    private final ConcurrentMap<String, CallMeter> byMethod = new ConcurrentHashMap<>();

    /** The meter of the method and its overloads; asked for once, not for every call. */
    CallMeter of(MethodDescriptor method) {
        return byMethod.computeIfAbsent(method.toString(), text -> new CallMeter(method.service(), method.name()));
    }

    /** By service, then by method. */
    List<MethodStats> snapshot() {
        return byMethod.values().stream().map(CallMeter::snapshot).sorted(ORDER).toList();
    }
}
