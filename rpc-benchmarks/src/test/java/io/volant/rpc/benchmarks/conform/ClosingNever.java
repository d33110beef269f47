package io.volant.rpc.benchmarks.conform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A right server whose connections stay open towards the client whatever the server does. */
final class ClosingNever implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final SocketAddress right;

    ClosingNever(SocketAddress right) throws IOException {
        this.right = right;
        start(() -> accept());
    }

    InetSocketAddress address() {
        return new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort());
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        return; // the other side is left as it is
                    }
                },
                "closing-never");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listening.accept();
            Socket server = new Socket();
            sockets.addAll(List.of(client, server));
            server.connect(right);
            start(() -> client.getInputStream().transferTo(server.getOutputStream()));
            start(() -> server.getInputStream().transferTo(client.getOutputStream()));
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
