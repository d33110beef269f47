package io.volant.rpc.examples.calls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

/** Stands between one client and a server, and keeps what passes. Thread-safe. */
final class Tap implements AutoCloseable {
    private static final int CHUNK = 8_192;

    private final ServerSocket listening;
    private final String server;
    private final ByteArrayOutputStream fromClient = new ByteArrayOutputStream(); // its methods are synchronized
    private final ByteArrayOutputStream fromServer = new ByteArrayOutputStream();
    private volatile List<Socket> sockets = List.of();

    /** @param server {@code host:port} */
    Tap(String server) throws IOException {
        this.server = server;
        this.listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        start("tap", this::connect);
    }

    /** Where a client finds the server through this tap. */
    String address() {
        return "127.0.0.1:" + listening.getLocalPort();
    }

    byte[] fromClient() {
        return fromClient.toByteArray();
    }

    byte[] fromServer() {
        return fromServer.toByteArray();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void connect() {
        try {
            int colon = server.lastIndexOf(':');
            Socket client = listening.accept();
            Socket behind = new Socket(server.substring(0, colon), Integer.parseInt(server.substring(colon + 1)));
            sockets = List.of(client, behind);
            start("tap-client", () -> pass(client, behind, fromClient));
            start("tap-server", () -> pass(behind, client, fromServer));
        } catch (IOException e) {
            if (!listening.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void pass(Socket from, Socket to, ByteArrayOutputStream copy) {
        byte[] chunk = new byte[CHUNK];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                copy.write(chunk, 0, n); // first the copy: who has the answer finds the question here
                out.write(chunk, 0, n);
            }
        } catch (IOException e) {
            // the connection is closed: there is no more to pass
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
