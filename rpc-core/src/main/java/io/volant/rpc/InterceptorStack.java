package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** The interceptors of one client or server, in the order of {@link Layer}. Confined to a builder until built. */
final class InterceptorStack {
    private final NavigableMap<Layer, List<Interceptor>> layers = new TreeMap<>();

    void add(Layer layer, Interceptor interceptor) {
        layers.computeIfAbsent(requireNonNull(layer, "layer"), l -> new ArrayList<>())
                .add(requireNonNull(interceptor, "interceptor"));
    }

    /** {@code innermost} itself when no interceptor wants the method. */
    Invoker around(MethodDescriptor method, Invoker innermost) {
        return around(method, innermost, (same, next) -> next, (same, next) -> next);
    }

    /** As the one above, with {@code retries} where {@link Route#retries} says, and {@code fallback} innermost in its layer. */
    Invoker around(MethodDescriptor method, Invoker innermost, Interceptor retries, Interceptor fallback) {
        Invoker attempt = stacked(method, layers.tailMap(Layer.RETRY, false), innermost);
        Invoker call = requireNonNull(retries.around(method, attempt), "the invoker that retries");
        Invoker limited = stacked(method, layers.subMap(Layer.FALLBACK, false, Layer.RETRY, true), call);
        Invoker answered = requireNonNull(fallback.around(method, limited), "the invoker that falls back");
        return stacked(method, layers.headMap(Layer.FALLBACK, true), answered);
    }

    private static Invoker stacked(MethodDescriptor method, Map<Layer, List<Interceptor>> layers, Invoker innermost) {
        List<Interceptor> outermostFirst =
                layers.values().stream().flatMap(List::stream).toList();
        Invoker last = new Behind(innermost);
        Invoker invoker = last;
        for (int i = outermostFirst.size() - 1; i >= 0; i--) {
            Invoker next = invoker;
            invoker = requireNonNull(outermostFirst.get(i).around(method, next), "an interceptor's invoker");
            if (invoker != next) {
                invoker = new SafeInvoker(invoker);
            }
        }
        return invoker == last ? innermost : invoker;
    }

    InterceptorStack copy() {
        InterceptorStack copy = new InterceptorStack();
        layers.forEach((layer, list) -> copy.layers.put(layer, List.copyOf(list)));
        return copy;
    }

    /** What stands behind interceptors, which may have taken their time. */
    private record Behind(Invoker innermost) implements Invoker {
        @Override
        public CompletableFuture<Response> invoke(Request request) {
            request.onDelay();
            return innermost.invoke(request);
        }
    }

    /** So that the interceptor above sees a failure as a response, whatever the one below did. */
    private record SafeInvoker(Invoker inner) implements Invoker {
        @Override
        public CompletableFuture<Response> invoke(Request request) {
            CompletableFuture<Response> future = inner.invokeSafely(request);
            boolean answered = future.isDone() && !future.isCompletedExceptionally() && future.getNow(null) != null;
            return answered
                    ? future
                    : future.handle((response, error) -> Futures.settled(response, error, request.method()));
        }
    }
}
