package io.volant.rpc.contract;

import io.volant.rpc.CodecLimits;
import io.volant.rpc.MethodCodec;
import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.Mistakes;
import io.volant.rpc.SchemaDifference;
import io.volant.rpc.Serializer;
import io.volant.rpc.ServiceCodec;
import io.volant.rpc.ServiceDescriptor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** A serializer for the tests of rpc-core, which may know no other: written by hand, reflective, for a few kinds of types. */
public final class PlainSerializer implements Serializer {
    private final String name;

    public PlainSerializer() {
        this("plain-test/1");
    }

    /** One that says another name to the other side. */
    public PlainSerializer(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ServiceCodec compile(ServiceDescriptor service, CodecLimits limits, Mistakes mistakes) {
        List<PlainMethodCodec> codecs = new ArrayList<>();
        for (MethodDescriptor method : service.methods()) {
            codecs.add(new PlainMethodCodec(method, limits, mistakes));
        }
        return new Codecs(service, codecs);
    }

    private static final class Codecs implements ServiceCodec {
        private final ServiceDescriptor service;
        private final List<PlainMethodCodec> codecs;

        Codecs(ServiceDescriptor service, List<PlainMethodCodec> codecs) {
            this.service = service;
            this.codecs = codecs;
        }

        @Override
        public ServiceDescriptor service() {
            return service;
        }

        @Override
        public MethodCodec method(int index) {
            return codecs.get(index);
        }

        @Override
        public String schema(int index) {
            return codecs.get(index).schema();
        }

        @Override
        public long digest(int index) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256")
                        .digest(schema(index).getBytes(StandardCharsets.UTF_8));
                return ByteBuffer.wrap(hash).getLong();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public SchemaDifference compare(int index, String otherSchema) {
            return PlainSchema.compare(service.methods().get(index), schema(index), otherSchema);
        }
    }
}
