package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import java.util.zip.CRC32C;

/**
 * Writes and reads the hellos at the beginning of a connection, which are not frames.
 *
 * <pre>
 * client   F7 'R' 'P' 'C'  u16 length  u8 min version  u8 max version  u32 offered  u32 required  TLV*  u32 CRC32C
 * server   F7 'R' 'P' 'C'  u16 length  u8 version      u8 0            u32 agreed   u32 0         TLV*  u32 CRC32C
 * refusal  F7 'R' 'P' 'C'  u16 length  u8 0  u8 min version  u8 max version  u8 status  string reason   u32 CRC32C
 * </pre>
 *
 * <p>{@code length} counts what follows it; the checksum covers everything before itself.
 */
final class HandshakeCodec {
    static final int MAGIC = 0xF752_5043;

    /** Magic and length. */
    static final int PREFIX_LENGTH = 6;

    /** Most bytes that a hello may have after its length. */
    static final int MOST_LENGTH = 16 * 1024;

    /** The shortest is a refusal: its first byte, versions, status, an empty reason, checksum. */
    static final int LEAST_LENGTH = 9;

    private static final int CHECKSUM_LENGTH = 4;
    private static final int MAGIC_LENGTH = 4;

    private HandshakeCodec() {}

    /**
     * How many bytes the hello at the reader index takes, or 0 while that cannot be known yet.
     *
     * <p>Checks each byte of the magic as it comes: another protocol is a {@link ProtocolFault} with
     * the first byte that differs, and gets no reply.
     */
    static int wholeLength(ByteBuf in) {
        int start = in.readerIndex();
        int available = in.readableBytes();
        for (int i = 0; i < MAGIC_LENGTH && i < available; i++) {
            if (in.getByte(start + i) != (byte) (MAGIC >>> (24 - 8 * i))) {
                throw new ProtocolFault(Rule.MAGIC, "not the Volant protocol (" + FirstBytes.of(in) + ")");
            }
        }
        if (available < PREFIX_LENGTH) {
            return 0;
        }
        int length = in.getUnsignedShort(start + MAGIC_LENGTH);
        if (length < LEAST_LENGTH || length > MOST_LENGTH) {
            throw new ProtocolFault(
                    Rule.HELLO_LENGTH,
                    "hello length: " + length + " (expected: " + LEAST_LENGTH + ".." + MOST_LENGTH + ")");
        }
        return PREFIX_LENGTH + length;
    }

    static void write(ByteBuf out, ClientHello hello) {
        int start = begin(out);
        out.writeByte(hello.minVersion());
        out.writeByte(hello.maxVersion());
        out.writeInt(hello.offered());
        out.writeInt(hello.required());
        IntroductionCodec.write(out, hello.introduction());
        end(out, start);
    }

    static void write(ByteBuf out, ServerHello hello) {
        int start = begin(out);
        out.writeByte(hello.version());
        out.writeByte(0);
        out.writeInt(hello.agreed());
        out.writeInt(0);
        IntroductionCodec.write(out, hello.introduction());
        end(out, start);
    }

    static void write(ByteBuf out, Refusal refusal) {
        int start = begin(out);
        out.writeByte(0);
        out.writeByte(refusal.minVersion());
        out.writeByte(refusal.maxVersion());
        out.writeByte(refusal.status());
        WireString.write(out, WireString.cut(refusal.reason(), Refusal.MAX_REASON));
        end(out, start);
    }

    /**
     * Reads a client's hello of {@code whole} bytes, as {@link #wholeLength} found.
     *
     * <p>What a server of this version cannot accept is {@link HandshakeRefused}. Moves the reader
     * index to the first byte after the hello.
     */
    static ClientHello readClientHello(ByteBuf in, int whole) {
        int end = in.readerIndex() + whole;
        try {
            return clientHello(in, end - CHECKSUM_LENGTH);
        } catch (ProtocolFault e) {
            throw new HandshakeRefused(e);
        } finally {
            in.readerIndex(end);
        }
    }

    /**
     * Reads a server's answer of {@code whole} bytes, as {@link #wholeLength} found; a malformed one
     * is a {@link ProtocolFault}. Moves the reader index to the first byte after it.
     */
    static ServerAnswer readAnswer(ByteBuf in, int whole) {
        int end = in.readerIndex() + whole - CHECKSUM_LENGTH;
        checkChecksum(in, end);
        in.skipBytes(PREFIX_LENGTH);
        int version = in.readUnsignedByte();
        ServerAnswer answer = version == 0 ? refusal(in, end) : serverHello(in, end, version);
        in.readerIndex(end + CHECKSUM_LENGTH);
        return answer;
    }

    private static ClientHello clientHello(ByteBuf in, int end) {
        checkChecksum(in, end);
        in.skipBytes(PREFIX_LENGTH);
        int minVersion = in.readUnsignedByte();
        int maxVersion = in.readUnsignedByte();
        if (minVersion < 1 || minVersion > Handshake.VERSION || maxVersion < Handshake.VERSION) {
            throw new ProtocolFault(
                    Rule.VERSION,
                    "versions: " + minVersion + ".." + maxVersion + " (this server speaks: " + Handshake.VERSION + ")");
        }
        need(in, end, 2 * Integer.BYTES);
        int offered = in.readInt();
        int required = in.readInt();
        if ((required & ~offered) != 0) {
            throw new ProtocolFault(
                    Rule.FEATURES,
                    "required features: 0x" + Integer.toHexString(required) + " (expected: offered ones)");
        }
        return new ClientHello(minVersion, maxVersion, offered, required, IntroductionCodec.read(in, end));
    }

    private static ServerHello serverHello(ByteBuf in, int end, int version) {
        need(in, end, 1 + 2 * Integer.BYTES);
        in.skipBytes(1);
        int agreed = in.readInt();
        in.skipBytes(Integer.BYTES);
        return new ServerHello(version, agreed, IntroductionCodec.read(in, end));
    }

    private static Refusal refusal(ByteBuf in, int end) {
        int minVersion = in.readUnsignedByte();
        int maxVersion = in.readUnsignedByte();
        int status = in.readUnsignedByte();
        return new Refusal(minVersion, maxVersion, status, WireString.read(in, end, Refusal.MAX_REASON, "reason"));
    }

    private static void need(ByteBuf in, int end, int bytes) {
        if (end - in.readerIndex() < bytes) {
            throw new ProtocolFault(
                    Rule.HELLO_LENGTH, "hello: " + (end - in.readerIndex()) + " bytes left (expected: " + bytes + ")");
        }
    }

    private static int begin(ByteBuf out) {
        int start = out.writerIndex();
        out.writeInt(MAGIC);
        out.writeShort(0);
        return start;
    }

    private static void end(ByteBuf out, int start) {
        int length = out.writerIndex() - start - PREFIX_LENGTH + CHECKSUM_LENGTH;
        if (length > MOST_LENGTH) {
            throw new IllegalArgumentException("hello length: " + length + " (expected: at most " + MOST_LENGTH + ")");
        }
        out.setShort(start + MAGIC_LENGTH, length);
        out.writeInt(checksum(out, start, out.writerIndex()));
    }

    private static void checkChecksum(ByteBuf in, int end) {
        int expected = checksum(in, in.readerIndex(), end);
        if (in.getInt(end) != expected) {
            throw new ProtocolFault(
                    Rule.HELLO_CHECKSUM,
                    "hello checksum: 0x" + Integer.toHexString(in.getInt(end)) + " (expected: 0x"
                            + Integer.toHexString(expected) + ")");
        }
    }

    private static int checksum(ByteBuf bytes, int start, int end) {
        CRC32C crc = new CRC32C();
        FrameChecksum.update(crc, bytes, start, end - start);
        return (int) crc.getValue();
    }
}
