package io.volant.rpc.zookeeper;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a process and a server; while it is shut, either seems to the other to stand still. */
final class Valve implements AutoCloseable {
    private final ServerSocket listening;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private boolean shut; // guarded by this

    /** @param port of the server, on loopback */
    Valve(int port) throws IOException {
        this.port = port;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    String address() {
        return "127.0.0.1:" + listening.getLocalPort();
    }

    synchronized void shut(boolean shut) {
        this.shut = shut;
        notifyAll();
    }

    private synchronized void pass() throws InterruptedException {
        while (shut) {
            wait();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket near = keep(listening.accept());
                Socket far = keep(new Socket(InetAddress.getLoopbackAddress(), port));
                daemon(() -> copy(near, far));
                daemon(() -> copy(far, near));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private Socket keep(Socket socket) {
        sockets.add(socket);
        return socket;
    }

    private void copy(Socket from, Socket to) {
        byte[] bytes = new byte[4_096];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                pass();
                out.write(bytes, 0, length);
            }
            pass();
        } catch (IOException | InterruptedException e) {
            // one of the ends is gone
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "valve");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        shut(false);
        try {
            listening.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
