package io.volant.rpc.serialization;

import io.volant.rpc.MethodCodec;
import io.volant.rpc.SchemaDifference;
import io.volant.rpc.ServiceCodec;
import io.volant.rpc.ServiceDescriptor;
import java.util.List;

/** The codecs of one service. */
final class KryoServiceCodec implements ServiceCodec {
    private final ServiceDescriptor service;
    private final List<KryoMethodCodec> methods;

    KryoServiceCodec(ServiceDescriptor service, List<KryoMethodCodec> methods) {
        this.service = service;
        this.methods = List.copyOf(methods);
    }

    @Override
    public ServiceDescriptor service() {
        return service;
    }

    @Override
    public MethodCodec method(int index) {
        return methods.get(index);
    }

    @Override
    public String schema(int index) {
        return methods.get(index).schema();
    }

    @Override
    public long digest(int index) {
        return methods.get(index).digest();
    }

    @Override
    public SchemaDifference compare(int index, String otherSchema) {
        return SchemaComparison.compare(schema(index), otherSchema);
    }
}
