package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The interceptors of one client or server, in the order of {@link Layer}. Confined to a builder until built. */
final class InterceptorStack {
    private final Map<Layer, List<Interceptor>> layers = new EnumMap<>(Layer.class);

    void add(Layer layer, Interceptor interceptor) {
        layers.computeIfAbsent(requireNonNull(layer, "layer"), l -> new ArrayList<>())
                .add(requireNonNull(interceptor, "interceptor"));
    }

    /** {@code innermost} itself when no interceptor wants the method. */
    Invoker around(MethodDescriptor method, Invoker innermost) {
        List<Interceptor> outermostFirst =
                layers.values().stream().flatMap(List::stream).toList();
        Invoker invoker = innermost;
        for (int i = outermostFirst.size() - 1; i >= 0; i--) {
            Invoker next = invoker;
            invoker = requireNonNull(outermostFirst.get(i).around(method, next), "an interceptor's invoker");
            if (invoker != next) {
                invoker = new SafeInvoker(invoker);
            }
        }
        return invoker;
    }

    InterceptorStack copy() {
        InterceptorStack copy = new InterceptorStack();
        layers.forEach((layer, list) -> copy.layers.put(layer, List.copyOf(list)));
        return copy;
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
