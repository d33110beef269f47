package io.volant.rpc.benchmarks.growth;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Passes on what one client and a server say and counts round trips: how often the client speaks after the server has, and the first
 * time. Opening the socket is not in it.
 */
final class TurnRelay implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final int target;
    private final ServerSocket listening;
    private int turns;
    private boolean clientSpoke;

    private TurnRelay(int target, ServerSocket listening) {
        this.target = target;
        this.listening = listening;
    }

    /** Listens on a free port. */
    static TurnRelay to(int target) throws IOException {
        TurnRelay relay = new TurnRelay(target, new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        start(relay::accept);
        return relay;
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Round trips until now. */
    synchronized int turns() {
        return turns;
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    private void accept() {
        try (Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            start(() -> pump(server, client, false));
            pump(client, server, true);
        } catch (IOException e) {
            return; // closed
        }
    }

    private void pump(Socket from, Socket to, boolean client) {
        byte[] buffer = new byte[BUFFER];
        try {
            int length;
            while ((length = from.getInputStream().read(buffer)) >= 0) {
                onSpoken(client); // first: who has an answer must find it counted
                to.getOutputStream().write(buffer, 0, length);
            }
        } catch (IOException e) {
            return; // either end is gone, and with it the other
        }
    }

    private synchronized void onSpoken(boolean client) {
        if (client && !clientSpoke) {
            turns++;
        }
        clientSpoke = client;
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "turn relay");
        thread.setDaemon(true);
        thread.start();
    }
}
