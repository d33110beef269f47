package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The other side of a connection, byte by byte, on a blocking socket: it can do what no decent implementation would. */
final class RawPeer implements AutoCloseable {
    private static final int READ_TIMEOUT_MILLIS = 20_000;

    final Socket socket;
    private final InputStream in;
    private final FrameWriter writer = new FrameWriter(FrameChecksum.none());
    private final FrameReader reader;

    RawPeer(Socket socket) {
        this(socket, 0);
    }

    /** A peer that may speak as {@code features} allow, once its hello says so. */
    RawPeer(Socket socket, int features) {
        this.reader = new FrameReader(features);
        try {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(READ_TIMEOUT_MILLIS);
            this.in = socket.getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client that has not said anything yet. */
    static RawPeer connect(int port) {
        try {
            return new RawPeer(new Socket(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client that has shaken hands. */
    static RawPeer client(int port) {
        RawPeer peer = connect(port);
        peer.hello(hello());
        peer.readAnswer();
        return peer;
    }

    /** A client that has shaken hands and agreed on {@code features}. */
    static RawPeer client(int port, int features) throws IOException {
        RawPeer peer = new RawPeer(new Socket(InetAddress.getLoopbackAddress(), port), features);
        peer.hello(
                ClientHello.of(features, features, Introduction.of(PeerLimits.DEFAULT, TestClient.SERIALIZER.name())));
        peer.readAnswer();
        return peer;
    }

    /** The server's end of the next connection, which has not said anything yet. */
    static RawPeer accept(ServerSocket server) {
        try {
            return new RawPeer(server.accept());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server's end of the next connection, which has shaken hands. */
    static RawPeer server(ServerSocket server) {
        RawPeer peer = accept(server);
        peer.answerHello();
        return peer;
    }

    static ServerSocket listen() {
        try {
            ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            server.setSoTimeout(READ_TIMEOUT_MILLIS);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ClientHello hello() {
        return ClientHello.of(0, 0, Introduction.of(PeerLimits.DEFAULT, TestClient.SERIALIZER.name()));
    }

    void hello(ClientHello hello) {
        send(out -> HandshakeCodec.write(out, hello));
    }

    /** Reads the client's hello and agrees to nothing but the base. */
    void answerHello() {
        answerHello(0);
    }

    void answerHello(int features) {
        readHello();
        ServerHello answer =
                new ServerHello(1, features, Introduction.of(PeerLimits.DEFAULT, TestClient.SERIALIZER.name()));
        send(out -> HandshakeCodec.write(out, answer));
    }

    void readHello() {
        ByteBuf hello = readPrefixed(HandshakeCodec.PREFIX_LENGTH);
        HandshakeCodec.readClientHello(hello, hello.readableBytes());
    }

    ServerAnswer readAnswer() {
        ByteBuf hello = readPrefixed(HandshakeCodec.PREFIX_LENGTH);
        return HandshakeCodec.readAnswer(hello, hello.readableBytes());
    }

    private ByteBuf readPrefixed(int prefix) {
        byte[] head = read(prefix);
        int length = (head[4] & 0xFF) << 8 | (head[5] & 0xFF);
        return Unpooled.wrappedBuffer(head, read(length));
    }

    void frame(BiConsumer<FrameWriter, ByteBuf> frame) {
        send(out -> frame.accept(writer, out));
    }

    void hex(String hex) {
        send(HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
    }

    void send(Consumer<ByteBuf> writing) {
        ByteBuf out = Bytes.written(writing);
        byte[] bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        send(bytes);
    }

    void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next frame, waited for; an {@link UncheckedIOException} at the end of the stream. */
    FrameHeader read() {
        byte[] length = read(4);
        ByteBuf frame = Unpooled.buffer().writeBytes(length);
        frame.writeBytes(read(frame.getInt(0)));
        return reader.read(frame, 0, frame.writerIndex());
    }

    /** The next frame of this type; those before it are thrown away. */
    FrameHeader read(FrameType type) {
        FrameHeader frame = read();
        while (frame.type() != type) {
            frame = read();
        }
        return frame;
    }

    /** The GOAWAY at the end of the stream, or null when there is none. */
    @Nullable
    GoAwayFrame readToEnd() {
        GoAwayFrame goAway = null;
        try {
            while (true) {
                FrameHeader frame = read();
                if (frame.type() == FrameType.GOAWAY) {
                    goAway = GoAwayFrame.read(frame.aux(), frame.body());
                }
            }
        } catch (UncheckedIOException e) {
            return goAway;
        }
    }

    /** Whether the stream ends within the time, whatever comes before. */
    boolean endsWithin(Duration time) {
        try {
            socket.setSoTimeout((int) time.toMillis());
            while (in.read() >= 0) {}
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Whether not a byte comes for so long, nor the end. */
    boolean silentFor(Duration time) {
        try {
            socket.setSoTimeout((int) time.toMillis());
            in.read();
            return false;
        } catch (java.net.SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    byte[] read(int length) {
        try {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException(bytes.length + " of " + length + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
