package io.volant.rpc.cluster.discovery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The host that others use to reach a server of this machine. */
final class AdvertisedHost {
    private static final Logger log = LoggerFactory.getLogger(AdvertisedHost.class);

    private AdvertisedHost() {}

    /** The host on which a server listens; where that is every address of the machine, one of them. */
    static String of(String bound) {
        return InstanceRules.isWildcard(bound) ? choose(addresses()) : bound;
    }

    /** The first that others may reach, IPv4 before IPv6; the loopback address where there is no other. */
    static String choose(List<InetAddress> addresses) {
        return addresses.stream()
                .filter(address -> !address.isLoopbackAddress()
                        && !address.isLinkLocalAddress()
                        && !address.isMulticastAddress()
                        && !address.isAnyLocalAddress())
                .min(Comparator.comparing(address -> !(address instanceof Inet4Address)))
                .orElseGet(InetAddress::getLoopbackAddress)
                .getHostAddress();
    }

    private static List<InetAddress> addresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(AdvertisedHost::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .toList();
        } catch (SocketException e) {
            log.warn("event=no_own_address reason=\"{}\"", e.getMessage());
            return List.of();
        }
    }

    private static boolean isUp(NetworkInterface card) {
        try {
            return card.isUp();
        } catch (SocketException e) {
            return false; // it has gone meanwhile
        }
    }
}
