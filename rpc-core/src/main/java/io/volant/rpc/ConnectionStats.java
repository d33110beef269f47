package io.volant.rpc;

/**
 * The connections of one client or server since it was made. Immutable.
 *
 * @param opened handshakes that succeeded; all but the first of a client took the place of a lost one, or were opened beside it
 * @param closed of those opened
 * @param connectsFailed attempts of a client that led to no connection; 0 on a server
 * @param bytesIn bytes read, without handshakes; bodies alone where the transport has no frames
 * @param bytesOut bytes sent, counted alike
 * @param protocolFaults peers that broke the protocol, each of which ended its connection
 * @param suspected how often a peer that was asked gave no sign of life for 250 ms; most of them recover
 */
public record ConnectionStats(
        long opened,
        long closed,
        long connectsFailed,
        long bytesIn,
        long bytesOut,
        long protocolFaults,
        long suspected) {
    /** Connections that are open. */
    public long open() {
        return opened - closed;
    }
}
