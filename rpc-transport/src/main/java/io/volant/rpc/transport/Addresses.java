package io.volant.rpc.transport;

import io.volant.rpc.Endpoint;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Socket addresses as they stand in messages. */
final class Addresses {
    private Addresses() {}

    /** {@code host:port} with the literal address, never a look-up of its name. */
    static String text(SocketAddress address) {
        return address instanceof InetSocketAddress inet && inet.getAddress() != null && inet.getPort() > 0
                ? new Endpoint(inet.getAddress().getHostAddress(), inet.getPort()).toString()
                : String.valueOf(address);
    }
}
