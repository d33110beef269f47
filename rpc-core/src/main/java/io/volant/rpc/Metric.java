package io.volant.rpc;

import java.util.List;
import java.util.Locale;

/** The metrics of clients and servers, under the names by which every exporter gives them. */
public enum Metric {
    /** Histogram of calls that ended. */
    CLIENT_CALL_DURATION(
            "rpc.client.call.duration", Kind.SECONDS, "How long calls took, from the stub to their end.", Labels.CALL),
    /** Calls that have not ended. */
    CLIENT_IN_FLIGHT("volant.client.in_flight", Kind.GAUGE, "Calls that have not ended.", Labels.METHOD),
    /** {@link MethodStats#fallbacks()}. */
    CLIENT_FALLBACKS(
            "volant.client.fallbacks",
            Kind.COUNTER,
            "Calls that failed and were answered by a fallback.",
            Labels.METHOD),
    /** {@link BytesInFlightStats} of clients. */
    CLIENT_IN_FLIGHT_BYTES(
            "volant.client.in_flight_bytes",
            Kind.GAUGE,
            "Bytes that calls in flight hold, those of all clients of the runtime.",
            Labels.DIRECTION),
    /** Histogram of calls that ended. */
    SERVER_CALL_DURATION(
            "rpc.server.call.duration",
            Kind.SECONDS,
            "How long calls took, from their arrival until their answer was encoded.",
            Labels.CALL),
    /** Calls that wait or run. */
    SERVER_IN_FLIGHT("volant.server.in_flight", Kind.GAUGE, "Calls that wait or run.", Labels.METHOD),
    /** {@link BytesInFlightStats} of servers. */
    SERVER_IN_FLIGHT_BYTES(
            "volant.server.in_flight_bytes",
            Kind.GAUGE,
            "Bytes that calls in flight hold, those of all servers of the runtime.",
            Labels.DIRECTION),
    /** {@link WorkerStats#limit()}. */
    SERVER_LIMIT(
            "volant.server.limit",
            Kind.GAUGE,
            "Calls that may run and wait: less under a load that lasts, and, unless workersQueue was given, more where much is served.",
            Labels.POOL),
    /** {@link WorkerStats#workers()}. */
    SERVER_WORKERS("volant.server.workers", Kind.GAUGE, "How many handlers the workers run at once.", Labels.POOL),
    /** {@link WorkerStats#active()}. */
    SERVER_ACTIVE("volant.server.active", Kind.GAUGE, "Handlers that run on workers.", Labels.POOL),
    /** {@link WorkerStats#queued()}. */
    SERVER_QUEUE_LENGTH("volant.server.queue.length", Kind.GAUGE, "Calls that wait for a worker.", Labels.POOL),
    /** {@link WorkerStats#queueLimit()}. */
    SERVER_QUEUE_LIMIT(
            "volant.server.queue.limit", Kind.GAUGE, "Calls that may wait for a worker, at most.", Labels.POOL),
    /** {@link WorkerStats#refusedBy()}. */
    SERVER_REJECTED("volant.server.rejected", Kind.COUNTER, "Calls for which the workers had no room.", Labels.REFUSAL),
    /** {@link WorkerStats#expired()}. */
    SERVER_EXPIRED(
            "volant.server.expired", Kind.COUNTER, "Calls whose time was over before a handler began.", Labels.POOL),
    /** {@link ConnectionStats#open()}. */
    CONNECTIONS("volant.connections", Kind.GAUGE, "Connections that are open.", Labels.SIDE),
    /** {@link ConnectionStats#opened()}. */
    CONNECTIONS_OPENED("volant.connections.opened", Kind.COUNTER, "Connections that were opened.", Labels.SIDE),
    /** {@link ConnectionStats#connectsFailed()}. */
    CONNECTS_FAILED("volant.connects.failed", Kind.COUNTER, "Attempts that led to no connection.", Labels.SIDE),
    /** {@link ConnectionStats#bytesIn()} and {@link ConnectionStats#bytesOut()}. */
    BYTES("volant.bytes", Kind.COUNTER, "Bytes on connections.", Labels.TRAFFIC),
    /** {@link BytesInFlightStats#limit()}. */
    IN_FLIGHT_BYTES_LIMIT(
            "volant.in_flight_bytes.limit", Kind.GAUGE, "Most bytes that calls in flight hold each way.", Labels.SIDE),
    /** {@link ConnectionStats#protocolFaults()}. */
    PROTOCOL_ERRORS("volant.protocol.errors", Kind.COUNTER, "Peers that broke the protocol.", Labels.SIDE),
    /** {@link ConnectionStats#suspected()}. */
    CONNECTIONS_SUSPECTED(
            "volant.connections.suspected", Kind.COUNTER, "Peers that were slow to give a sign of life.", Labels.SIDE),
    /** {@link AskedAgainStats}. */
    SERVER_ASKED_AGAIN(
            "volant.server.asked_again",
            Kind.COUNTER,
            "Calls that must run once and were sent again, by what was found of them.",
            Labels.FOUND),
    /** {@link NodeStats#state()}. */
    NODE_STATE(
            "volant.node.state",
            Kind.GAUGE,
            "1 for the state that a server of a cluster is in, 0 for the others.",
            Labels.NODE_STATE),
    /** {@link NodeStats#calls()}. */
    NODE_CALLS("volant.node.calls", Kind.COUNTER, "Calls that were sent to a server of a cluster.", Labels.NODE),
    /** {@link NodeStats#inFlight()}. */
    NODE_IN_FLIGHT(
            "volant.node.in_flight", Kind.GAUGE, "Calls to a server of a cluster that have not ended.", Labels.NODE);

    /** What kind of number a metric is. */
    public enum Kind {
        /** A histogram of durations. */
        SECONDS,
        /** It goes up and down. */
        GAUGE,
        /** It only goes up. */
        COUNTER
    }

    private final String dotted;
    private final Kind kind;
    private final String help;
    private final String labels; // with commas between: a list would not be immutable to the compiler's eyes

    Metric(String dotted, Kind kind, String help, String labels) {
        this.dotted = dotted;
        this.kind = kind;
        this.help = help;
        this.labels = labels;
    }

    /** Its name with dots, such as {@code rpc.client.call.duration}. */
    public String dotted() {
        return dotted;
    }

    /** Its name in the text format of Prometheus, with the unit or {@code total} behind it. */
    public String prometheus() {
        String name = dotted.replace('.', '_');
        return switch (kind) {
            case SECONDS -> name + "_seconds";
            case GAUGE -> name;
            case COUNTER -> name + "_total";
        };
    }

    public Kind kind() {
        return kind;
    }

    /** One sentence for people. */
    public String help() {
        return help;
    }

    /** The names of its labels, with dots. */
    public List<String> labels() {
        return List.of(labels.split(","));
    }

    /** What the text format of Prometheus calls the kind. */
    String type() {
        return kind == Kind.SECONDS ? "histogram" : kind.name().toLowerCase(Locale.ROOT);
    }

    private static final class Labels {
        static final String METHOD = "rpc.system,rpc.service,rpc.method";
        static final String CALL = "rpc.system,rpc.service,rpc.method,rpc.response.status_code";
        static final String POOL = "pool";
        static final String REFUSAL = "pool,priority";
        static final String FOUND = "found";
        static final String SIDE = "side";
        static final String DIRECTION = "direction";
        static final String TRAFFIC = "side,direction";
        static final String NODE = "rpc.service,node";
        static final String NODE_STATE = "rpc.service,node,state";
    }
}
