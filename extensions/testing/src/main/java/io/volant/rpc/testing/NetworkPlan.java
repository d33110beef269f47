package io.volant.rpc.testing;

import io.volant.rpc.Routing;
import io.volant.rpc.RpcClientBuilder;
import io.volant.rpc.RpcServerBuilder;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;

/** What was asked of an extension. */
record NetworkPlan(
        List<Offer<?>> offers,
        int servers,
        boolean tcp,
        long seed,
        Duration hungAfter,
        Function<List<String>, Routing> routing,
        Consumer<RpcServerBuilder> serverSettings,
        Consumer<RpcClientBuilder> clientSettings) {
    NetworkPlan {
        offers = List.copyOf(offers);
    }

    /** A service and what implements it on each of the servers. */
    record Offer<T>(Class<T> type, IntFunction<? extends T> implementation) {
        void on(RpcServerBuilder builder, int server) {
            builder.service(type, implementation.apply(server));
        }
    }

    boolean offers(Class<?> type) {
        return offers.stream().anyMatch(offer -> offer.type() == type);
    }

    List<String> names() {
        return offers.stream().map(offer -> offer.type().getSimpleName()).toList();
    }
}
