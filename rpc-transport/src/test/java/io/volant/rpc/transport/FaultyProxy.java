package io.volant.rpc.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A TCP proxy between one client and one server, which loses or holds back what passes on the connections that exist, in one
 * direction or both. Later connections pass untouched.
 *
 * <p>What is lost looks to its sender as if it had arrived, the end of the stream too: nobody hears of it from the kernel.
 */
final class FaultyProxy implements AutoCloseable {
    enum Direction {
        TO_SERVER,
        TO_CLIENT
    }

    private enum Mode {
        PASS,
        LOSE,
        HOLD
    }

    /** Bytes that were swallowed: the evidence that a fault took effect. */
    final AtomicLong lost = new AtomicLong();

    private final ServerSocket listening;
    private final int target;
    private final List<Pipe> pipes = new CopyOnWriteArrayList<>();

    FaultyProxy(int target) {
        this.target = target;
        try {
            this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("proxy", this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** From now on nothing arrives that way. */
    void lose(Direction direction) {
        move(direction, Mode.LOSE);
    }

    /** Nothing arrives that way before {@link #release}. */
    void hold(Direction direction) {
        move(direction, Mode.HOLD);
    }

    void release(Direction direction) {
        move(direction, Mode.PASS);
    }

    private void move(Direction direction, Mode mode) {
        pipes.stream().filter(pipe -> pipe.direction == direction).forEach(pipe -> pipe.move(mode));
    }

    private void accept() {
        while (true) {
            try {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                AtomicInteger running = new AtomicInteger(2);
                begin(new Pipe(Direction.TO_SERVER, client, server, running));
                begin(new Pipe(Direction.TO_CLIENT, server, client, running));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void begin(Pipe pipe) {
        pipes.add(pipe);
        start("proxy " + pipe.direction, pipe);
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pipes.forEach(Pipe::close);
    }

    /** One direction of one connection. */
    private final class Pipe implements Runnable {
        private final Direction direction;
        private final Socket from;
        private final Socket to;
        private final AtomicInteger running; // pipes of the connection
        private Mode mode = Mode.PASS; // guarded by this, as closed
        private boolean closed;

        Pipe(Direction direction, Socket from, Socket to, AtomicInteger running) {
            this.direction = direction;
            this.from = from;
            this.to = to;
            this.running = running;
        }

        synchronized void move(Mode next) {
            mode = next;
            notifyAll();
        }

        private synchronized boolean mayPass() throws InterruptedException {
            while (mode == Mode.HOLD && !closed) {
                wait();
            }
            return mode == Mode.PASS;
        }

        @Override
        public void run() {
            byte[] buffer = new byte[64 << 10];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    if (mayPass()) {
                        out.write(buffer, 0, n);
                    } else {
                        lost.addAndGet(n);
                    }
                }
                if (mayPass()) {
                    to.shutdownOutput();
                }
            } catch (IOException | InterruptedException e) {
                // one side has gone; the other hears of it unless that is what gets lost
                try {
                    if (mayPass()) {
                        to.shutdownOutput();
                    }
                } catch (IOException | InterruptedException gone) {
                    // both have
                }
            }
            if (running.decrementAndGet() == 0) {
                closeSockets();
            }
        }

        void close() {
            synchronized (this) {
                closed = true;
                notifyAll();
            }
            closeSockets();
        }

        private void closeSockets() {
            try {
                from.close();
                to.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
