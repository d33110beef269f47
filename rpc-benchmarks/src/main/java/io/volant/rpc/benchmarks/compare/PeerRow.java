package io.volant.rpc.benchmarks.compare;

import io.volant.rpc.benchmarks.load.LoadSpec;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of other frameworks: of each, its defaults, and the settings of a public benchmark. The name of a module under
 * {@code rpc-benchmarks/peers} is the name of the peer.
 */
enum PeerRow {
    ARMERIA(Library.ARMERIA, "armeria", "its defaults"),
    ARMERIA_BENCH(
            Library.ARMERIA,
            "armeriaNoMeters",
            "line/armeria benchmarks/jmh/src/jmh/java/com/linecorp/armeria/grpc/downstream/DownstreamSimpleBenchmark.java"
                    + " @0027c5961b309a613f13bcc9d950e62bb1e2e147"),
    BOLT(Library.BOLT, "bolt", "its defaults"),
    BOLT_BENCH(
            Library.BOLT,
            "boltFlush",
            "sofastack/sofa-bolt src/test/java/com/alipay/remoting/benchmark/BenchmarkServer.java and BenchmarkClient.java"
                    + " @131099d2f9ffe4797febac8b6f11a2fd0d8dd02a, but for the user processor"),
    DUBBO(Library.DUBBO, "dubbo", "its defaults"),
    DUBBO_BENCH(
            Library.DUBBO,
            "dubboFastjson2",
            "apache/dubbo-benchmark dubbo-fastjson2-server/src/main/resources/provider.xml"
                    + " @405db77f987fa206bac6b53c44312e9a2a56ff68"),
    TRI(
            Library.DUBBO,
            "tri",
            "its defaults, which are those of apache/dubbo-benchmark dubbo-triple-server/src/main/resources/provider.xml"
                    + " @9a2529fb92717b20ea1b0bc637dc6b7764ae1a65"),
    GRPC(Library.GRPC, "grpc", "its defaults"),
    GRPC_DIRECT(
            Library.GRPC,
            "grpcDirect",
            "grpc/grpc-java benchmarks/src/jmh/java/io/grpc/benchmarks/TransportBenchmark.java"
                    + " @05a877d4da24658608ed8a37cf5df77fb1cbae65, NETTY and direct"),
    JUPITER(Library.JUPITER, "jupiter", "its defaults"),
    JUPITER_BENCH(
            Library.JUPITER,
            "jupiterRoundRobin",
            "hank-whu/rpc-benchmark jupiter-client/src/main/resources/spring-consumer.xml"
                    + " @1813cbb7278c155c94c8d1b245b2eb6e66325d47"),
    JUPITER_OWN_BENCH(
            Library.JUPITER,
            "jupiterBenchmark",
            "fengjiachun/Jupiter jupiter-example/src/main/java/org/jupiter/benchmark/tcp/BenchmarkServer.java and"
                    + " BenchmarkClient.java @3323b1ba0e67123aca55ab5e058e34e8f6281260, but for threads that keep to a"
                    + " processor, a monitor, and what 1.3.1 does not know"),
    MOTAN(Library.MOTAN, "motan", "its defaults"),
    MOTAN_BENCH(
            Library.MOTAN,
            "motanPool",
            "weibocom/motan motan-benchmark/motan-benchmark-server/src/main/resources/motan-benchmark-server.xml and"
                    + " motan-benchmark/motan-benchmark-client/src/main/resources/motan-benchmark-client.xml"
                    + " @5382ddbfd143639213a8b0a881400c72358de678, with Netty 4"),
    RSOCKET(Library.RSOCKET, "rsocket", "its defaults"),
    RSOCKET_BENCH(
            Library.RSOCKET,
            "rsocketZeroCopy",
            "rsocket/rsocket-java benchmarks/src/main/java/io/rsocket/core/RSocketPerf.java"
                    + " @c0191731e37a3cd01edd603442942ff962e73a21, its decoder"),
    THRIFT(Library.THRIFT, "thrift", "its defaults, a thread per connection"),
    THRIFT_BENCH(
            Library.THRIFT,
            "thriftSelector",
            "hank-whu/rpc-benchmark thrift-server/src/main/java/benchmark/rpc/Server.java"
                    + " @1813cbb7278c155c94c8d1b245b2eb6e66325d47"),
    TURBO(Library.TURBO, "turbo", "its defaults, with its Kryo serializer"),
    TURBO_BENCH(
            Library.TURBO,
            "turbo4",
            "hank-whu/rpc-benchmark turbo-rpc-client/src/main/resources/turbo-client.conf"
                    + " @a119d049f5b0c99a463de502b3c8418269f554a8");

    private final Library library;
    private final String label;
    private final String source;

    PeerRow(Library library, String label, String source) {
        this.library = library;
        this.label = label;
        this.source = source;
    }

    String label() {
        return label;
    }

    /** The peer that this row belongs to. */
    String peer() {
        return library.peer();
    }

    /** The row on the class path that was built for its peer. */
    Contestant contestant(PeerBuild build) {
        return new Contestant(
                label,
                library.type(),
                build.classPath(peer()),
                library.jvmArgs(),
                build.versions(peer(), library.jars()),
                source,
                this::suits);
    }

    /** Where its settings come from. */
    String source() {
        return source;
    }

    boolean suits(LoadSpec spec) {
        return library.suits(spec);
    }

    /** The names of all peers. */
    static List<String> peers() {
        return Arrays.stream(values()).map(PeerRow::peer).distinct().toList();
    }

    static List<PeerRow> of(String peer) {
        List<PeerRow> rows =
                Arrays.stream(values()).filter(row -> row.peer().equals(peer)).toList();
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(
                    "peer: " + peer + " (expected: none, or some of " + String.join(", ", peers()) + ")");
        }
        return rows;
    }
}
