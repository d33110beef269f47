package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** One side of a connection on a blocking socket, which sends {@link WireBytes} and reads {@link WireFrame}s. */
final class WirePeer implements AutoCloseable {
    private static final int BOUND_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    private WirePeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(BOUND_MILLIS);
        this.in = socket.getInputStream();
    }

    /** A client that has said nothing yet. */
    static WirePeer connect(int port) throws IOException {
        return new WirePeer(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** A client that has shaken hands. */
    static WirePeer client(int port) throws IOException {
        WirePeer peer = connect(port);
        peer.send(WireBytes.clientHello());
        assertThat(peer.readHello()[6]).as("version").isEqualTo((byte) 1);
        return peer;
    }

    /** A client for which {@link Words} has its method ids. */
    static WirePeer bound(int port) throws IOException {
        WirePeer peer = client(port);
        peer.send(WireBytes.bindWords(1));
        WireFrame ack = peer.read();
        assertThat(ack.type()).isEqualTo(WireBytes.BIND_ACK);
        assertThat(ack.rest()[0]).as("result of BIND").isZero();
        return peer;
    }

    static ServerSocket listen() throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setSoTimeout(BOUND_MILLIS);
        return server;
    }

    /** The server's end of the next connection, which has read the client's hello and said nothing. */
    static WirePeer accept(ServerSocket server) throws IOException {
        WirePeer peer = new WirePeer(server.accept());
        peer.readHello();
        return peer;
    }

    /** The server's end of the next connection, which has shaken hands. */
    static WirePeer server(ServerSocket server) throws IOException {
        WirePeer peer = accept(server);
        peer.send(WireBytes.serverHello());
        return peer;
    }

    void send(byte[]... parts) throws IOException {
        WireBytes all = new WireBytes();
        for (byte[] part : parts) {
            all.bytes(part);
        }
        socket.getOutputStream().write(all.toArray());
    }

    /** The whole hello of the other side, magic included. */
    byte[] readHello() throws IOException {
        byte[] head = readBytes(6);
        int length = ((head[4] & 0xFF) << 8) | (head[5] & 0xFF);
        return new WireBytes().bytes(head).bytes(readBytes(length)).toArray();
    }

    /** The next frame; an {@link EOFException} at the end of the stream. */
    WireFrame read() throws IOException {
        byte[] length = readBytes(4);
        return WireFrame.of(readBytes(ByteBuffer.wrap(length).getInt()));
    }

    /** The next frame of this type; those before it are thrown away. */
    WireFrame read(int type) throws IOException {
        WireFrame frame = read();
        while (frame.type() != type) {
            frame = read();
        }
        return frame;
    }

    /** As a server: accepts the BIND that comes with the first call, and reads this many requests. */
    List<WireFrame> readRequests(int count) throws IOException {
        List<WireFrame> requests = new ArrayList<>();
        while (requests.size() < count) {
            WireFrame frame = read();
            if (frame.type() == WireBytes.BIND) {
                send(WireBytes.frame(WireBytes.BIND_ACK, 0, frame.aux(), 0, new byte[1]));
            } else if (frame.type() == WireBytes.REQUEST) {
                requests.add(frame);
            }
        }
        return requests;
    }

    /** All frames up to the end of the stream, which must come. */
    List<WireFrame> readToEnd() throws IOException {
        List<WireFrame> frames = new ArrayList<>();
        try {
            while (true) {
                frames.add(read());
            }
        } catch (EOFException | SocketException e) {
            return frames;
        }
    }

    /** Every byte up to the end of the stream, which must come. */
    byte[] readBytesToEnd() throws IOException {
        try {
            return in.readAllBytes();
        } catch (SocketException e) {
            return new byte[0];
        }
    }

    private byte[] readBytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException(bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    /** Says that nothing more comes, and goes on reading. */
    void finish() throws IOException {
        socket.shutdownOutput();
    }

    /** Closes as a process that dies with unread input: the other side's socket is reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
