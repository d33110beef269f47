package io.volant.rpc.benchmarks.compare;

import io.volant.rpc.benchmarks.load.LoadSpec;
import java.util.Arrays;
import java.util.List;

/** The other frameworks, each a module under {@code rpc-benchmarks/peers}. */
enum Library {
    ARMERIA("armeria", "ArmeriaPeer", Can.ALL, "armeria|armeria-grpc|grpc-core|protobuf-java", ""),
    BOLT("bolt", "BoltPeer", Can.ALL, "bolt|hessian", "java.base/java.time java.base/java.lang java.base/java.util"),
    DUBBO("dubbo", "DubboPeer", Can.ALL, "dubbo|hessian-lite|fastjson2", "java.base/java.time"),
    GRPC("grpc", "GrpcPeer", Can.ALL, "grpc-netty|protobuf-java", ""),
    /** Writes into memory at addresses that it reads from buffers of the JDK: without {@code java.nio} the JVM crashes. */
    JUPITER(
            "jupiter",
            "JupiterPeer",
            Can.ALL,
            "jupiter-all|protostuff-core",
            "java.base/java.time java.base/java.util java.base/java.lang java.base/java.nio"),
    /** Its calls that do not wait need a code generator. */
    MOTAN(
            "motan",
            "MotanPeer",
            Can.NO_FUTURES,
            "motan-core|hessian",
            "java.base/java.time java.base/java.lang java.base/java.util"),
    RSOCKET("rsocket", "RSocketPeer", Can.ALL, "rsocket-.*|protobuf-java", ""),
    /** A connection carries one call at a time. */
    THRIFT("thrift", "ThriftPeer", Can.NO_FUTURES, "libthrift", ""),
    /**
     * Generates classes at run time; its Kryo serializer knows no arrays, and no frame may have more than
     * 2 MiB.
     */
    TURBO(
            "turbo",
            "TurboPeer",
            Can.NO_BYTES,
            "turbo-rpc|turbo-kryo|kryo|javassist",
            "java.base/java.lang java.base/java.nio java.base/java.util java.base/sun.nio.ch");

    private final String peer;
    private final String type;
    private final Can can;
    private final String jars;
    private final String opened;

    Library(String peer, String type, Can can, String jars, String opened) {
        this.peer = peer;
        this.type = type;
        this.can = can;
        this.jars = jars;
        this.opened = opened;
    }

    /** What a library can do. */
    private enum Can {
        ALL,
        /** No arrays of bytes. */
        NO_BYTES,
        /** No calls that do not wait. */
        NO_FUTURES
    }

    /** The name of its module, and of the peer in options. */
    String peer() {
        return peer;
    }

    /** The class that implements {@code Peer}. */
    String type() {
        return "io.volant.rpc.benchmarks.peers." + type;
    }

    /** Whether it can do this. */
    boolean suits(LoadSpec spec) {
        return switch (can) {
            case ALL -> true;
            case NO_BYTES -> spec.kind() != LoadSpec.Kind.BESIDE_BULK && spec.kind() != LoadSpec.Kind.ECHO;
            case NO_FUTURES -> !spec.isAsynchronous();
        };
    }

    /** Which jars tell what was measured: a regular expression of their names. */
    String jars() {
        return jars;
    }

    /** What opens the packages of the JDK that it looks into. */
    List<String> jvmArgs() {
        return Arrays.stream(opened.split(" "))
                .filter(name -> !name.isEmpty())
                .map(name -> "--add-opens=" + name + "=ALL-UNNAMED")
                .toList();
    }
}
