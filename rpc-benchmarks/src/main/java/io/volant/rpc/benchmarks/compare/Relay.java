package io.volant.rpc.benchmarks.compare;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Passes bytes on between clients and a server of this machine and counts them, the same for every system: what a socket carries,
 * without the headers of TCP and IP. Too slow to measure anything else through it.
 */
final class Relay implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final int target;
    private final ServerSocket listening;
    private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong toServer = new AtomicLong();
    private final AtomicLong toClient = new AtomicLong();

    private Relay(int target, ServerSocket listening) {
        this.target = target;
        this.listening = listening;
    }

    /** Listens on a free port. */
    static Relay to(int target) throws IOException {
        Relay relay = new Relay(target, new ServerSocket(0, 128, InetAddress.getLoopbackAddress()));
        start(relay::accept);
        return relay;
    }

    int port() {
        return listening.getLocalPort();
    }

    Count count() {
        return new Count(toServer.get(), toClient.get());
    }

    @Override
    public void close() throws IOException {
        listening.close();
        synchronized (sockets) {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(server);
                start(() -> pump(client, server, toServer));
                start(() -> pump(server, client, toClient));
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private static void pump(Socket from, Socket to, AtomicLong count) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int length;
            while ((length = in.read(buffer)) >= 0) {
                count.addAndGet(length); // first: who has an answer must find it counted
                out.write(buffer, 0, length);
            }
        } catch (IOException e) {
            return; // either end is gone, and with it the other
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    /** Bytes since the relay started. */
    record Count(long toServer, long toClient) {}
}
