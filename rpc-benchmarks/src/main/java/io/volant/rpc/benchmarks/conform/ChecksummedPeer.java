package io.volant.rpc.benchmarks.conform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A client of a connection whose frames end with a checksum: section 3.6. */
final class ChecksummedPeer {
    private static final int SUM = 4;
    private static final int PROTOCOL_FAULT = 2;

    private final Peer peer;
    private long written;
    private long read;

    /** Shakes hands, and requires the checksum. */
    ChecksummedPeer(Attempt attempt) throws IOException {
        peer = attempt.connect();
        Hello hello = attempt.greet(peer, Hello.offering(Hello.CHECKSUM, Hello.CHECKSUM, ""));
        Breach.unless(hello.agreed(Hello.CHECKSUM), "checksum agreed, as required", hello.agreed());
    }

    void isServed() throws IOException {
        peer.send(summed(Frames.bind(1)), summed(Frames.ask(1, "b")));
        Frame ack = read();
        Breach.unless(ack.type() == Frame.BIND_ACK, "BIND_ACK", ack);
        Attempt.isServed(read());
    }

    void isFaultWithWrongSum() throws IOException {
        byte[] ping = summed(Frames.ping(1));
        ping[ping.length - 1] ^= 1;
        peer.send(ping);
        isFault();
    }

    void isFaultWhenRepeated() throws IOException {
        byte[] ping = summed(Frames.ping(1));
        peer.send(ping);
        Frame pong = read();
        Breach.unless(pong.type() == Frame.PONG, "PONG", pong);
        peer.send(ping);
        isFault();
    }

    private void isFault() throws IOException {
        Check.isFault(peer, "P-FRM-8", PROTOCOL_FAULT);
    }

    /** The frame with room for the checksum in its length, and the checksum. */
    private byte[] summed(byte[] frame) {
        byte[] longer = ByteBuffer.wrap(frame.clone())
                .putInt(0, frame.length) // without the length field, with the checksum
                .array();
        byte[] ordinal = new Bytes().u64(written++).toArray();
        return new Bytes().bytes(longer).u32(Bytes.crc(ordinal, longer)).toArray();
    }

    private Frame read() throws IOException {
        byte[] frame = peer.read().toBytes();
        byte[] summed = Arrays.copyOf(frame, frame.length - SUM);
        byte[] ordinal = new Bytes().u64(read++).toArray();
        int sum = ByteBuffer.wrap(frame, summed.length, SUM).getInt();
        Breach.unless(sum == Bytes.crc(ordinal, summed), "a right checksum of the server's frame", sum);
        return Frame.of(Arrays.copyOfRange(summed, 4, summed.length));
    }
}
