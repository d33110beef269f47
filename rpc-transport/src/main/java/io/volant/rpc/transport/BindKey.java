package io.volant.rpc.transport;

import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.ServiceCodec;
import io.volant.rpc.ServiceDescriptor;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** What two codecs must share to be one binding: the service and the digests of its methods, in order of signature. */
record BindKey(String service, String version, List<Long> digests) {
    BindKey {
        digests = List.copyOf(digests);
    }

    static BindKey of(ServiceCodec codec) {
        ServiceDescriptor service = codec.service();
        List<Long> digests = new ArrayList<>();
        service.methods().forEach(method -> digests.add(codec.digest(method.index())));
        return new BindKey(service.name(), service.version(), digests);
    }

    /** First 8 bytes of SHA-256 over the digests of the methods, sorted as unsigned numbers. */
    long serviceDigest() {
        ByteBuffer bytes = ByteBuffer.allocate(digests.size() * Long.BYTES);
        digests.stream().sorted(Long::compareUnsigned).forEach(bytes::putLong);
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes.array()))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The methods as the full form of a BIND lists them. */
    static List<BindFrame.Method> methods(ServiceCodec codec) {
        List<BindFrame.Method> methods = new ArrayList<>();
        for (MethodDescriptor method : codec.service().methods()) {
            methods.add(new BindFrame.Method(
                    method.signature(),
                    codec.digest(method.index()),
                    method.oneway() ? BindFrame.Method.ONEWAY : BindFrame.Method.UNARY,
                    method.idempotent() ? BindFrame.Method.IDEMPOTENT : 0));
        }
        return methods;
    }
}
