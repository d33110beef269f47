package io.volant.rpc.benchmarks.conform;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The client's end of one connection on a blocking socket. Every wait ends. */
final class Peer implements AutoCloseable {
    static final int PATIENCE_MILLIS = 5_000;
    static final int END = -1;
    static final int NOTHING = -2;
    private static final int LARGEST_FRAME = 262_144;

    private final Socket socket = new Socket();
    private final InputStream in;
    private byte[] sent = new byte[0];

    Peer(InetSocketAddress address, int receiveBuffer) throws IOException {
        try {
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(address, PATIENCE_MILLIS);
            this.in = socket.getInputStream();
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    void send(byte[]... parts) throws IOException {
        sent = Bytes.join(parts);
        try {
            socket.getOutputStream().write(sent);
        } catch (SocketException e) {
            // the server may have closed before the last byte; what it said first is still there to read
        }
    }

    /** As {@link #send}, but a closed connection is an exception. */
    void sendOrFail(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** What was sent last. */
    byte[] sent() {
        return sent;
    }

    void patience(int millis) throws SocketException {
        socket.setSoTimeout(millis);
    }

    /** The fields of the hello or refusal of the server; its magic and checksum are right. */
    byte[] readHello() throws IOException {
        byte[] head = readBytes(6);
        Breach.unless(Arrays.equals(Arrays.copyOf(head, 4), Hello.MAGIC), "the magic", Arrays.toString(head));
        byte[] rest = readBytes(new Cursor(new byte[] {head[4], head[5]}).u16());
        byte[] fields = Arrays.copyOf(rest, Math.max(0, rest.length - 4));
        int crc = ByteBuffer.wrap(rest, fields.length, 4).getInt();
        Breach.unless(crc == Bytes.crc(head, fields), "a right checksum of the server's hello", crc);
        return fields;
    }

    /** The next frame, a PING of the server included. */
    Frame read() throws IOException {
        int length = ByteBuffer.wrap(readBytes(4)).getInt();
        Breach.unless(
                length >= Frame.HEADER_AFTER_LENGTH && length <= LARGEST_FRAME,
                "a frame length of 8 to " + LARGEST_FRAME,
                length);
        return Frame.of(readBytes(length));
    }

    /** The next frame but BIND_ACK, with which other rules have to do. */
    Frame readOn() throws IOException {
        Frame frame = read();
        while (frame.type() == Frame.BIND_ACK) {
            frame = read();
        }
        return frame;
    }

    /** The next frame of this type for this id; others are passed over, but for a GOAWAY. */
    Frame read(int type, int callId) throws IOException {
        while (true) {
            Frame frame = read();
            if (frame.type() == type && frame.callId() == callId) {
                return frame;
            }
            passOver(frame, "type 0x" + Integer.toHexString(type) + " for id " + callId);
        }
    }

    /** The RESPONSE or ERROR of a call; other frames are passed over, but for a GOAWAY. */
    Frame answer(int callId) throws IOException {
        while (true) {
            Frame frame = read();
            if (frame.callId() == callId && (frame.type() == Frame.RESPONSE || frame.type() == Frame.ERROR)) {
                return frame;
            }
            passOver(frame, "an answer to call " + callId);
        }
    }

    private void passOver(Frame frame, String expected) throws IOException {
        Breach.unless(frame.type() != Frame.GOAWAY, expected, frame);
        if (frame.type() == Frame.PING) {
            sendOrFail(Frames.pong(frame.rest()));
        }
    }

    /** The last GOAWAY before the end of the stream, which must come, and no RESPONSE before it. */
    Frame goAway() throws IOException {
        Frame last = new Frame(0, 0, 0, 0, new byte[0]);
        try {
            while (true) {
                Frame frame = read();
                Breach.unless(frame.type() != Frame.RESPONSE, "GOAWAY", frame);
                last = frame.type() == Frame.GOAWAY ? frame : last;
            }
        } catch (EOFException | SocketException e) {
            Breach.unless(last.type() == Frame.GOAWAY, "GOAWAY", "the end of the stream");
            return last;
        } catch (SocketTimeoutException e) {
            throw new Breach(
                    "GOAWAY and the end of the stream", last.type() == Frame.GOAWAY ? last + ", no end" : "neither");
        }
    }

    /** Expects the end of the stream without one byte before it. */
    void endsSilently() throws IOException {
        try {
            int next = in.read();
            Breach.unless(next < 0, "the end of the stream and no reply", "a byte " + next);
        } catch (SocketException e) {
            return; // a reset is an end too
        }
    }

    /** The next byte, {@link #END}, or {@link #NOTHING} when none came within the patience. */
    int poll() throws IOException {
        try {
            return in.read();
        } catch (SocketTimeoutException e) {
            return NOTHING;
        } catch (SocketException e) {
            return END;
        }
    }

    private byte[] readBytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the end of the stream");
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
