package io.volant.rpc.benchmarks.conform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Frames for a server of {@code UserService}, of which its {@code boolean existUser(String)} is called: it finds the addresses
 * whose Java hash code is even.
 */
final class Frames {
    static final String SERVICE = "UserService";
    static final String SIGNATURE = "existUser(java.lang.String)";

    /** The method id of {@code existUser} once {@link #bind} was answered. */
    static final int EXIST = 16;

    private static final String SCHEMA = "volant-kryo/1\nmethod existUser(string)boolean unary\n";

    private Frames() {}

    static byte[] frame(int type, int flags, int aux, int callId, byte[] rest) {
        return new Frame(type, flags, aux, callId, rest).toBytes();
    }

    static byte[] frame(int type, int aux, int callId) {
        return frame(type, 0, aux, callId, new byte[0]);
    }

    static byte[] ask(int callId, String email) {
        return frame(Frame.REQUEST, 0, EXIST, callId, argument(email));
    }

    /** A string as section 11 has it. */
    static byte[] argument(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return new Bytes().varint(utf8.length + 1L).bytes(utf8).toArray();
    }

    /** The first frame of a call whose body is to have this many bytes; it holds the first of them. */
    static byte[] first(int callId, long total) {
        byte[] rest = new Bytes().varint(total).u8(2).toArray();
        return frame(Frame.REQUEST, Frame.FLAG_MORE, EXIST, callId, rest);
    }

    static byte[] part(int callId, int sequence, boolean more, int bytes) {
        return frame(Frame.FRAG, more ? Frame.FLAG_MORE : 0, sequence, callId, new byte[bytes]);
    }

    static byte[] ping(long opaque) {
        return frame(Frame.PING, 0, 0, 0, new Bytes().u64(opaque).toArray());
    }

    static byte[] pong(byte[] ping) {
        byte[] opaque = Arrays.copyOf(ping, 8);
        return frame(
                Frame.PONG,
                0,
                0,
                0,
                new Bytes().bytes(opaque).varint(0).varint(0).toArray());
    }

    /** A call with this metadata. */
    static byte[] metadata(byte[] entries) {
        byte[] rest = new Bytes()
                .varint(entries.length)
                .bytes(entries)
                .bytes(argument("a"))
                .toArray();
        return frame(Frame.REQUEST, Frame.FLAG_METADATA, EXIST, 1, rest);
    }

    /** Call 1 with these extensions. */
    static byte[] extended(byte[] extensions) {
        byte[] rest = new Bytes()
                .varint(extensions.length)
                .bytes(extensions)
                .bytes(argument("b"))
                .toArray();
        return frame(Frame.REQUEST, Frame.FLAG_EXTENSIONS, EXIST, 1, rest);
    }

    /** BIND of {@code existUser} alone, in the full form. */
    static byte[] bind(int number) {
        return bindFull(number, EXIST, SIGNATURE, digest());
    }

    static byte[] bindFull(int number, int base, String signature, byte[] digest) {
        byte[] method = new Bytes().string(signature).bytes(digest).u16(0).toArray();
        return bind(number, base, 1, SERVICE, 1, method);
    }

    static byte[] bind(int number, int base, int form, String service, int count, byte[] methods) {
        byte[] payload = new Bytes()
                .u16(base)
                .u8(form)
                .string(service)
                .string("1")
                .u64(0x0123456789abcdefL) // the digest of no service
                .varint(count)
                .bytes(methods)
                .toArray();
        return frame(Frame.BIND, 0, number, 0, payload);
    }

    /** The digest of {@code existUser} by section 10: the first 8 bytes of the SHA-256 of its canonical text. */
    static byte[] digest() {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(SCHEMA.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(all, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
