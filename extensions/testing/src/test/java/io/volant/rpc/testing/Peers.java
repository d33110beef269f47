package io.volant.rpc.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Both ends of plain connections with a proxy between them. */
final class Peers implements AutoCloseable {
    private static final int BOUND_MILLIS = 20_000;

    final FaultProxy proxy;
    private final ServerSocket listening;
    private final Thread accepting = new Thread(this::accept, "peers");
    private final BlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();

    Peers(long seed) throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        accepting.setDaemon(true);
        accepting.start();
        proxy = FaultProxy.to(listening.getLocalPort(), seed);
    }

    /** The two ends of a connection. */
    record Pair(Socket client, Socket server) {}

    Pair connect() throws IOException, InterruptedException {
        Socket client = dial();
        Socket server = accepted.poll(BOUND_MILLIS, TimeUnit.MILLISECONDS);
        if (server == null) {
            throw new AssertionError("no connection came through");
        }
        return new Pair(client, server);
    }

    Socket dial() throws IOException {
        return bounded(new Socket(InetAddress.getLoopbackAddress(), proxy.port()));
    }

    /** The server is gone: for the kernel, too, which holds the socket until nobody waits at it. */
    void stopListening() throws IOException, InterruptedException {
        listening.close();
        accepting.join();
    }

    static void send(Socket from, byte[] bytes) throws IOException {
        from.getOutputStream().write(bytes);
    }

    /** Exactly so many bytes. */
    static byte[] receive(Socket at, int length) throws IOException {
        InputStream in = at.getInputStream();
        return in.readNBytes(length);
    }

    private static Socket bounded(Socket socket) throws IOException {
        socket.setSoTimeout(BOUND_MILLIS);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private void accept() {
        try {
            while (true) {
                accepted.add(bounded(listening.accept()));
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        listening.close();
        for (Socket socket : accepted) {
            socket.close();
        }
    }
}
