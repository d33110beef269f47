package io.volant.rpc;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Keeps plain text on this machine unless the user trusts the network. */
final class PlainTextPolicy {
    private PlainTextPolicy() {}

    /**
     * Refuses an address that is not loopback; one that cannot be resolved is left to the transport to report.
     *
     * @throws IllegalStateException if {@code insecure} is false and the address, the wildcard included, leaves the machine
     */
    static void check(String host, int port, boolean insecure) {
        if (insecure || Endpoint.isUnix(host) || isLoopback(host)) {
            return;
        }
        throw new IllegalStateException(
                "refusing plain text on " + Endpoint.text(host, port) + ": say .insecure() if the network is trusted.");
    }

    private static boolean isLoopback(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!address.isLoopbackAddress()) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException e) {
            return true;
        }
    }
}
