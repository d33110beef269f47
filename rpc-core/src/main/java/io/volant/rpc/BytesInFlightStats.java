package io.volant.rpc;

/**
 * What the calls of one side of a runtime hold now, those of all its clients or of all its servers. Immutable.
 *
 * @param outbound bytes of requests of clients, or of replies of servers, that wait for their way, and what calls of clients cost
 *     beside them
 * @param inbound bytes of replies that clients assemble and decode, or of requests that servers assemble and run, and what calls of
 *     servers cost beside them
 * @param limit of each of the two; 0 on a server that was not started
 */
public record BytesInFlightStats(long outbound, long inbound, long limit) {
    static final BytesInFlightStats NOT_STARTED = new BytesInFlightStats(0, 0, 0);
}
