package io.volant.rpc.benchmarks.conform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A right server behind a socket that plants a fault in all its connections. */
final class FaultyServer implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<FaultyLink> links = new CopyOnWriteArrayList<>();
    private final SocketAddress right;
    private final PlantedFault fault;

    FaultyServer(SocketAddress right, PlantedFault fault) throws IOException {
        this.right = right;
        this.fault = fault;
        Thread accepting = new Thread(this::accept, "faulty-server");
        accepting.setDaemon(true);
        accepting.start();
    }

    InetSocketAddress address() {
        return new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket server = new Socket();
                server.setTcpNoDelay(true);
                client.setTcpNoDelay(true);
                server.connect(right);
                FaultyLink link = new FaultyLink(client, server, fault);
                links.add(link);
                link.start();
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (FaultyLink link : links) {
            link.close();
        }
    }
}
