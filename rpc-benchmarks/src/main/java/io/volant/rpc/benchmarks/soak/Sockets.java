package io.volant.rpc.benchmarks.soak;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Plain connections to the server, without a client behind them. */
final class Sockets {
    private static final int CONNECT_MILLIS = 5_000;

    private Sockets() {}

    static Socket connect(InetSocketAddress server) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(server, CONNECT_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Sends the bytes, reads what comes until it ends or nothing came for {@code patienceMillis}, and closes. */
    static void say(InetSocketAddress server, byte[] bytes, int patienceMillis) throws IOException {
        try (Socket socket = connect(server)) {
            socket.getOutputStream().write(bytes);
            socket.setSoTimeout(patienceMillis);
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }

    /** Sends the bytes and ends with a reset, reading nothing. */
    static void sayAndReset(InetSocketAddress server, byte[] bytes) throws IOException {
        Socket socket = connect(server);
        try {
            socket.getOutputStream().write(bytes);
        } finally {
            reset(socket);
        }
    }

    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // closed already: that is what was wanted
        }
        try {
            socket.close();
        } catch (IOException e) {
            // as above
        }
    }
}
