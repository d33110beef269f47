package io.volant.rpc.serialization;

import static java.util.Objects.requireNonNull;

import io.volant.rpc.CodecLimits;
import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.Mistakes;
import io.volant.rpc.Serializer;
import io.volant.rpc.ServiceCodec;
import io.volant.rpc.ServiceDescriptor;
import java.util.ArrayList;
import java.util.List;

/**
 * Volant's own serializer: Kryo's buffers and serializers in a closed world of shapes, {@code volant-kryo/1}.
 *
 * <p>Nothing is registered by hand: what may travel is derived from the signatures of each service. Thread-safe; its services share
 * a fixed pool of buffers.
 */
public final class KryoSerializer implements Serializer {
    static final String NAME = "volant-kryo/1";

    private final ScratchPool pool = ScratchPool.forCores();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ServiceCodec compile(ServiceDescriptor service, CodecLimits limits, Mistakes mistakes) {
        requireNonNull(service, "service");
        requireNonNull(limits, "limits");
        requireNonNull(mistakes, "mistakes");
        MethodCompiler compiler = new MethodCompiler(pool, limits);
        List<KryoMethodCodec> methods = new ArrayList<>();
        for (MethodDescriptor method : service.methods()) {
            methods.add(compiler.compile(method, new Problems(method, mistakes)));
        }
        return new KryoServiceCodec(service, methods);
    }
}
