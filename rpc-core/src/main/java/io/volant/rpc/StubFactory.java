package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes the stubs of one client: each interface is parsed and compiled once, whatever the options. */
final class StubFactory implements Stubs {
    private final Serializer serializer;
    private final CodecLimits limits;
    private final Route route;
    private final InterceptorStack interceptors;
    private final ClientSettings client;
    private final CallOptions options;
    private final Map<Class<?>, StubTable> tables;

    StubFactory(
            Serializer serializer,
            CodecLimits limits,
            Route route,
            InterceptorStack interceptors,
            ClientSettings client) {
        this(serializer, limits, route, interceptors, client, CallOptions.defaults(), new ConcurrentHashMap<>());
    }

    private StubFactory(
            Serializer serializer,
            CodecLimits limits,
            Route route,
            InterceptorStack interceptors,
            ClientSettings client,
            CallOptions options,
            Map<Class<?>, StubTable> tables) {
        this.serializer = serializer;
        this.limits = limits;
        this.route = route;
        this.interceptors = interceptors;
        this.client = client;
        this.options = options;
        this.tables = tables;
    }

    @Override
    public <T> T stub(Class<T> service) {
        StubTable table = table(service);
        if (!options.strategies().isEmpty()) {
            table = table(table.codec(), options);
        }
        return service.cast(table.stub(options));
    }

    /** The interface as stubs are made of it. */
    ServiceDescriptor describe(Class<?> service) {
        return table(service).codec().service();
    }

    private StubTable table(Class<?> service) {
        return tables.computeIfAbsent(requireNonNull(service, "service"), this::compile);
    }

    @Override
    public Stubs with(CallOptions options) {
        requireNonNull(options, "options");
        return new StubFactory(serializer, limits, route, interceptors, client, options, tables);
    }

    private StubTable compile(Class<?> type) {
        return table(Contracts.compile(type, serializer, limits), CallOptions.defaults());
    }

    private StubTable table(ServiceCodec codec, CallOptions options) {
        return new StubTable(codec, route, interceptors, client, options);
    }
}
