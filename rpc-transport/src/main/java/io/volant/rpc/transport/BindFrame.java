package io.volant.rpc.transport;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * The payload of a BIND: which service the method ids from {@code base} on belong to.
 *
 * @param base method id of the service's first method
 * @param full whether the methods are listed; without, the digest must do
 * @param digest over the digests of all methods: equal ones need no list
 * @param count how many methods, and so ids, the binder has
 * @param methods in the full form all of them, in order; otherwise none
 */
record BindFrame(int base, boolean full, String service, String version, long digest, int count, List<Method> methods) {
    private static final int DIGEST_FORM = 0;
    private static final int FULL_FORM = 1;

    /** One more than the largest method id. */
    static final int METHOD_IDS = 1 << 16;

    static final int MAX_NAME = 1024;
    static final int MAX_SIGNATURE = 16 * 1024;

    BindFrame {
        requireNonNull(service, "service");
        requireNonNull(version, "version");
        methods = List.copyOf(methods);
    }

    /** The short form. */
    static BindFrame digest(int base, String service, String version, long digest, int count) {
        return new BindFrame(base, false, service, version, digest, count, List.of());
    }

    /** The full form. */
    static BindFrame full(int base, String service, String version, long digest, List<Method> methods) {
        return new BindFrame(base, true, service, version, digest, methods.size(), methods);
    }

    void write(ByteBuf out) {
        out.writeShort(base);
        out.writeByte(full ? FULL_FORM : DIGEST_FORM);
        WireString.write(out, service);
        WireString.write(out, version);
        out.writeLong(digest);
        Varint.write32(out, count);
        for (Method method : methods) {
            WireString.write(out, method.signature());
            out.writeLong(method.digest());
            out.writeByte(method.style());
            out.writeByte(method.flags());
        }
    }

    /** Reads the payload of a BIND; malformed, or beyond the range of ids, is a {@link ProtocolFault}. */
    static BindFrame read(ByteBuf payload) {
        int end = payload.writerIndex();
        ControlPayload.need(payload, end, 3, "BIND");
        int base = payload.readUnsignedShort();
        int form = payload.readUnsignedByte();
        if (form > FULL_FORM) {
            throw new ProtocolFault(Rule.BIND, "BIND form: " + form + " (expected: 0 or 1)");
        }
        String service = WireString.read(payload, end, MAX_NAME, "BIND service");
        String version = WireString.read(payload, end, MAX_NAME, "BIND version");
        ControlPayload.need(payload, end, Long.BYTES, "BIND");
        long digest = payload.readLong();
        int count = Varint.read32(payload, end);
        if (count == 0 || count > METHOD_IDS - base) {
            throw new ProtocolFault(
                    Rule.BIND_RANGE,
                    "BIND base " + base + ", count: " + count + " (expected: 1.." + (METHOD_IDS - base) + ")");
        }
        boolean full = form == FULL_FORM;
        List<Method> methods = full ? readMethods(payload, end, count) : List.of();
        return new BindFrame(base, full, service, version, digest, count, methods);
    }

    private static List<Method> readMethods(ByteBuf payload, int end, int count) {
        List<Method> methods = new ArrayList<>(Math.min(count, 64));
        for (int i = 0; i < count; i++) {
            String signature = WireString.read(payload, end, MAX_SIGNATURE, "BIND signature");
            ControlPayload.need(payload, end, Long.BYTES + 2, "BIND");
            methods.add(
                    new Method(signature, payload.readLong(), payload.readUnsignedByte(), payload.readUnsignedByte()));
        }
        return methods;
    }

    /**
     * One method of the binder.
     *
     * @param style {@link #UNARY} or {@link #ONEWAY}
     * @param flags {@link #IDEMPOTENT} or 0
     */
    record Method(String signature, long digest, int style, int flags) {
        /** One request, one reply. */
        static final int UNARY = 0;

        /** One request, no reply. */
        static final int ONEWAY = 1;

        /** The binder may send the same call again. */
        static final int IDEMPOTENT = 1;

        Method {
            requireNonNull(signature, "signature");
        }
    }
}
