package io.volant.rpc.transport;

import io.netty.channel.unix.DomainSocketAddress;
import io.volant.rpc.Endpoint;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import org.jspecify.annotations.Nullable;

/** Socket addresses as they stand in messages. */
final class Addresses {
    private Addresses() {}

    /** {@code host:port} with the literal address, never a look-up of its name; {@code unix:} and the path of a socket file. */
    static String text(@Nullable SocketAddress address) {
        if (address instanceof InetSocketAddress inet && inet.getAddress() != null && inet.getPort() > 0) {
            return new Endpoint(inet.getAddress().getHostAddress(), inet.getPort()).toString();
        }
        if (address instanceof DomainSocketAddress unix) {
            return unix(unix.path());
        }
        return address instanceof UnixDomainSocketAddress unix
                ? unix(unix.getPath().toString())
                : String.valueOf(address);
    }

    /** Clients have no path. */
    private static String unix(String path) {
        return path.isEmpty() ? "a local process" : "unix:" + path;
    }
}
