package io.volant.rpc.benchmarks.codec;

import static java.util.Objects.requireNonNull;

import io.volant.rpc.CodecLimits;
import io.volant.rpc.MethodCodec;
import io.volant.rpc.Mistakes;
import io.volant.rpc.Payload;
import io.volant.rpc.ServiceCodec;
import io.volant.rpc.ServiceDescriptor;
import io.volant.rpc.serialization.KryoSerializer;

/** Volant's codec of one result. */
final class VolantForm implements Form {
    private final Object sample;
    private final MethodCodec codec;

    VolantForm(String method, Object sample) {
        this.sample = sample;
        Mistakes mistakes = new Mistakes(Samples.class);
        ServiceDescriptor service = ServiceDescriptor.parse(Samples.class, mistakes);
        ServiceCodec codecs = new KryoSerializer().compile(service, CodecLimits.defaults(), mistakes);
        mistakes.throwIfAny();
        this.codec = service.methods().stream()
                .filter(candidate -> candidate.name().equals(method))
                .map(found -> codecs.method(found.index()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public byte[] encode() {
        Payload payload = codec.encodeResult(sample);
        if (payload.offset() == 0 && payload.length() == payload.array().length) {
            return payload.array();
        }
        throw new IllegalStateException("payload: a range (expected: a whole array, as the codec makes it)");
    }

    @Override
    public Object decode(byte[] bytes) {
        return requireNonNull(codec.decodeResult(Payload.of(bytes)));
    }

    @Override
    public Object sample() {
        return sample;
    }
}
