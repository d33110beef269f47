package io.volant.rpc.serialization;

import io.volant.rpc.CodecLimits;
import io.volant.rpc.MethodCodec;
import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.Mistakes;
import io.volant.rpc.Payload;
import io.volant.rpc.ServiceCodec;
import io.volant.rpc.ServiceDescriptor;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Compiles services for tests. */
final class Codecs {
    private static final KryoSerializer SERIALIZER = new KryoSerializer();

    private Codecs() {}

    static ServiceCodec of(Class<?> service) {
        return of(service, CodecLimits.defaults());
    }

    static ServiceCodec of(Class<?> service, CodecLimits limits) {
        Mistakes mistakes = new Mistakes(service);
        ServiceCodec codec = SERIALIZER.compile(ServiceDescriptor.parse(service, mistakes), limits, mistakes);
        mistakes.throwIfAny();
        return codec;
    }

    /** The codec of the only method of that name. */
    static MethodCodec method(Class<?> service, String name) {
        return method(of(service), name);
    }

    static MethodCodec method(ServiceCodec codec, String name) {
        return codec.method(index(codec, name));
    }

    static String schema(Class<?> service, String name) {
        ServiceCodec codec = of(service);
        return codec.schema(index(codec, name));
    }

    static int index(ServiceCodec codec, String name) {
        return codec.service().methods().stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow()
                .index();
    }

    /** All mistakes of a service, those of its parser included. */
    static List<String> mistakes(Class<?> service) {
        Mistakes mistakes = new Mistakes(service);
        SERIALIZER.compile(ServiceDescriptor.parse(service, mistakes), CodecLimits.defaults(), mistakes);
        return mistakes.found();
    }

    static MethodDescriptor descriptor(ServiceCodec codec, String name) {
        return codec.service().methods().get(index(codec, name));
    }

    static String hex(Payload payload) {
        return HexFormat.of().formatHex(payload.array(), payload.offset(), payload.offset() + payload.length());
    }

    /** The same bytes in the middle of a larger array. */
    static Payload moved(Payload payload) {
        return payload(hex(payload));
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    /** A payload in the middle of a larger array, so that a codec that looks beyond its range is caught. */
    static Payload payload(String hex) {
        byte[] bytes = bytes(hex);
        byte[] array = new byte[bytes.length + 8];
        Arrays.fill(array, (byte) 1);
        System.arraycopy(bytes, 0, array, 3, bytes.length);
        return Payload.of(array, 3, bytes.length);
    }
}
