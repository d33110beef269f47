package io.volant.rpc.benchmarks;

import io.volant.rpc.CodecLimits;
import io.volant.rpc.MethodCodec;
import io.volant.rpc.Mistakes;
import io.volant.rpc.Payload;
import io.volant.rpc.SchemaDifference;
import io.volant.rpc.Serializer;
import io.volant.rpc.ServiceCodec;
import io.volant.rpc.ServiceDescriptor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A serializer that does nothing, so that what is measured is what stands around it. All arguments are {@link #ARGUMENT}. */
final class EmptyCodecs implements Serializer {
    static final String ARGUMENT = "world";

    private static final MethodCodec METHOD = new EmptyMethod();

    @Override
    public String name() {
        return "empty/1";
    }

    @Override
    public ServiceCodec compile(ServiceDescriptor service, CodecLimits limits, Mistakes mistakes) {
        return new EmptyService(service);
    }

    private record EmptyService(ServiceDescriptor service) implements ServiceCodec {
        @Override
        public MethodCodec method(int index) {
            return METHOD;
        }

        @Override
        public String schema(int index) {
            return "";
        }

        @Override
        public long digest(int index) {
            return 0;
        }

        @Override
        public SchemaDifference compare(int index, String otherSchema) {
            return new SchemaDifference(service.name(), List.of());
        }
    }

    private static final class EmptyMethod implements MethodCodec {
        private static final Payload BODY = Payload.of(new byte[1]);

        @Override
        public Payload encodeArguments(Object[] arguments) {
            return BODY;
        }

        @Override
        public Object[] decodeArguments(Payload body) {
            return new Object[] {ARGUMENT};
        }

        @Override
        public Payload encodeResult(@Nullable Object result) {
            return BODY;
        }

        @Override
        public Object decodeResult(Payload body) {
            return ARGUMENT;
        }

        @Override
        public boolean declares(Throwable exception) {
            return false;
        }

        @Override
        public Payload encodeException(Throwable declared) {
            return BODY;
        }

        @Override
        public Throwable decodeException(Payload body) {
            return new IllegalStateException();
        }
    }
}
