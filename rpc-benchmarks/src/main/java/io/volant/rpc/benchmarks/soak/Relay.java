package io.volant.rpc.benchmarks.soak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Stands between one client and the server and is a bad line in one of the directions. Two threads of its own while it is open. */
final class Relay implements AutoCloseable {
    private static final int CHUNK = 16 << 10;
    private static final int CONNECT_MILLIS = 5_000;
    private static final int LONGEST_END_MILLIS = 10_000;

    private final InetSocketAddress server;
    private final Trouble up;
    private final Trouble down;
    private final Random random;
    private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** In which direction there is trouble, {@code random} decides, as what it is in detail. */
    Relay(InetSocketAddress server, Trouble trouble, Random random) throws IOException {
        this.server = server;
        boolean above = random.nextBoolean();
        this.up = above ? trouble : Trouble.NONE;
        this.down = above ? Trouble.NONE : trouble;
        this.random = random;
        begin(this::accept);
    }

    /** Where the client finds it. */
    String address() {
        return listening.getInetAddress().getHostAddress() + ":" + listening.getLocalPort();
    }

    private void begin(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void accept() {
        try {
            Socket client = keep(listening.accept());
            Socket towards = keep(new Socket());
            towards.connect(server, CONNECT_MILLIS);
            Line downwards = new Line(client, down, new Random(random.nextLong()));
            Line upwards = new Line(towards, up, new Random(random.nextLong()));
            begin(() -> pump(towards, downwards));
            pump(client, upwards);
        } catch (IOException e) {
            cut(); // closed before anybody came
        }
    }

    private Socket keep(Socket socket) throws IOException {
        sockets.add(socket);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private void pump(Socket from, Line to) {
        byte[] chunk = new byte[CHUNK];
        try {
            int length = from.getInputStream().read(chunk);
            while (length >= 0) {
                to.pass(chunk, length, closed);
                length = from.getInputStream().read(chunk);
            }
            to.end();
        } catch (IOException e) {
            cut();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends both connections with a reset. */
    private void cut() {
        for (Socket socket : sockets) {
            Sockets.reset(socket);
        }
    }

    /** Closes both connections and waits for the threads. */
    @Override
    public void close() throws IOException {
        closed.countDown();
        listening.close();
        cut();
        try {
            for (Thread thread : threads) {
                thread.join(LONGEST_END_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
