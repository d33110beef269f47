package io.volant.rpc.examples.demo;

import io.volant.rpc.Interceptor;
import io.volant.rpc.Invoker;
import io.volant.rpc.MethodDescriptor;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Counts the attempts after the first one of a client's calls. Thread-safe. */
final class SentAgain implements Interceptor {
    private final Map<CallKind, LongAdder> attempts = new EnumMap<>(CallKind.class);

    SentAgain() {
        for (CallKind kind : CallKind.values()) {
            attempts.put(kind, new LongAdder());
        }
    }

    @Override
    public Invoker around(MethodDescriptor method, Invoker next) {
        Optional<LongAdder> count = CallKind.ofMethod(method.name()).map(attempts::get);
        return count.isEmpty()
                ? next
                : request -> {
                    if (request.attempt() > 1) {
                        count.get().increment();
                    }
                    return next.invoke(request);
                };
    }

    long of(CallKind kind) {
        LongAdder count = attempts.get(kind);
        return count == null ? 0 : count.sum();
    }

    long all() {
        return attempts.values().stream().mapToLong(LongAdder::sum).sum();
    }
}
