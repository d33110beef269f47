package io.volant.rpc.benchmarks.peers;

import io.rsocket.RSocket;
import io.rsocket.SocketAcceptor;
import io.rsocket.core.RSocketConnector;
import io.rsocket.core.RSocketServer;
import io.rsocket.frame.decoder.PayloadDecoder;
import io.rsocket.transport.netty.client.TcpClientTransport;
import io.rsocket.transport.netty.server.CloseableChannel;
import io.rsocket.transport.netty.server.TcpServerTransport;
import io.volant.rpc.benchmarks.load.Workload;
import io.volant.rpc.benchmarks.peer.Peer;
import java.util.Objects;

/** RSocket over TCP with protobuf: {@code rsocket} as it comes, {@code rsocketZeroCopy} without copies of payloads. */
public final class RSocketPeer implements Peer {
    private static final int FRAGMENT = 1 << 20; // none unless set, and no frame has more than 16 MiB
    private static final int LONGEST = 64 << 20;

    @Override
    public Serving serve(String row, Workload workload) {
        CloseableChannel channel =
                Objects.requireNonNull(RSocketServer.create(SocketAcceptor.with(new RSocketAnswers(workload)))
                        .payloadDecoder(decoder(row))
                        .fragment(FRAGMENT)
                        .maxInboundPayloadSize(LONGEST)
                        .bind(TcpServerTransport.create("127.0.0.1", 0))
                        .block());
        return new Serving(channel.address().getPort(), settings(row));
    }

    @Override
    public Connection connect(String row, int port) {
        RSocket socket = Objects.requireNonNull(RSocketConnector.create()
                .payloadDecoder(decoder(row))
                .fragment(FRAGMENT)
                .maxInboundPayloadSize(LONGEST)
                .connect(TcpClientTransport.create("127.0.0.1", port))
                .block());
        RSocketUsers users = new RSocketUsers(socket);
        users.existUser("");
        return Connection.of(users, "one connection, " + settings(row));
    }

    private static PayloadDecoder decoder(String row) {
        return switch (row) {
            case "rsocket" -> PayloadDecoder.DEFAULT;
            case "rsocketZeroCopy" -> PayloadDecoder.ZERO_COPY;
            default -> throw Peer.unknown(row);
        };
    }

    private static String settings(String row) {
        return "request-response, TCP, protobuf, " + (decoder(row) == PayloadDecoder.DEFAULT ? "copying" : "zero-copy")
                + " decoder, fragment " + FRAGMENT + ", maxInboundPayloadSize " + LONGEST;
    }
}
