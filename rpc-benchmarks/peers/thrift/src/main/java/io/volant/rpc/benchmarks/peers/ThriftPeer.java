package io.volant.rpc.benchmarks.peers;

import io.volant.rpc.benchmarks.load.Workload;
import io.volant.rpc.benchmarks.peer.FreePort;
import io.volant.rpc.benchmarks.peer.Peer;
import java.net.InetSocketAddress;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.server.TServer;
import org.apache.thrift.server.TThreadPoolServer;
import org.apache.thrift.server.TThreadedSelectorServer;
import org.apache.thrift.transport.TNonblockingServerSocket;
import org.apache.thrift.transport.TServerSocket;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransportException;
import org.apache.thrift.transport.layered.TFramedTransport;

/**
 * Apache Thrift with its binary protocol and a connection per thread: {@code thrift} with a server thread per connection,
 * {@code thriftSelector} with selectors and frames.
 */
public final class ThriftPeer implements Peer {
    private static final int LONGEST = 64 << 20; // 16 MB per frame unless raised, which the large replies exceed
    private static final TConfiguration LIMITS = TConfiguration.custom()
            .setMaxFrameSize(LONGEST)
            .setMaxMessageSize(2 * LONGEST)
            .build();

    @Override
    public Serving serve(String row, Workload workload) throws Exception {
        int port = FreePort.take();
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", port);
        TServer server = switch (row) {
            case "thrift" ->
                new TThreadPoolServer(new TThreadPoolServer.Args(new TServerSocket(address))
                        .protocolFactory(new TBinaryProtocol.Factory())
                        .processor(new ThriftProcessor(workload)));
            case "thriftSelector" ->
                new TThreadedSelectorServer(new TThreadedSelectorServer.Args(new TNonblockingServerSocket(address))
                        .protocolFactory(new TBinaryProtocol.Factory())
                        .processor(new ThriftProcessor(workload)));
            default -> throw Peer.unknown(row);
        };
        Thread thread = new Thread(server::serve, "thrift");
        thread.setDaemon(true);
        thread.start();
        return new Serving(port, server.getClass().getSimpleName() + ", binary protocol");
    }

    @Override
    public Connection connect(String row, int port) {
        boolean framed = row.equals("thriftSelector");
        ThriftUsers users = new ThriftUsers(() -> connect(port, framed));
        users.existUser("");
        return Connection.blocking(
                users,
                "a connection per thread" + (framed ? ", frames" : "") + ", binary protocol, maxFrameSize " + LONGEST);
    }

    private static TProtocol connect(int port, boolean framed) {
        try {
            TSocket socket = new TSocket(LIMITS, "127.0.0.1", port);
            socket.open();
            return new TBinaryProtocol(framed ? new TFramedTransport(socket, LONGEST) : socket);
        } catch (TTransportException e) {
            throw new IllegalStateException("cannot connect to port " + port, e);
        }
    }
}
