package io.volant.rpc.benchmarks.fuzz;

import io.volant.rpc.benchmarks.fuzz.BodyFuzz.Kind;
import io.volant.rpc.transport.FramesFuzz;
import io.volant.rpc.transport.HelloFuzz;
import io.volant.rpc.transport.MetadataFuzz;
import io.volant.rpc.transport.PayloadFuzz;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What is fuzzed: code that reads bytes of a peer. It throws only where an invariant is broken. */
enum FuzzTarget {
    ARGUMENTS,
    RESULTS,
    EXCEPTIONS,
    METADATA,
    CLIENT_HELLO,
    SERVER_HELLO,
    FRAMES,
    PAYLOADS,
    LZ4;

    static FuzzTarget of(String label) {
        return Arrays.stream(values())
                .filter(target -> target.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("target: " + label + " (expected: " + labels() + ")"));
    }

    static String labels() {
        return Arrays.stream(values()).map(FuzzTarget::label).collect(Collectors.joining(", "));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Consumer<byte[]> create() {
        return switch (this) {
            case ARGUMENTS -> new BodyFuzz(Kind.ARGUMENTS);
            case RESULTS -> new BodyFuzz(Kind.RESULT);
            case EXCEPTIONS -> new BodyFuzz(Kind.EXCEPTION);
            case METADATA -> new MetadataFuzz();
            case CLIENT_HELLO -> HelloFuzz.ofClient();
            case SERVER_HELLO -> HelloFuzz.ofServer();
            case FRAMES -> new FramesFuzz();
            case PAYLOADS -> new PayloadFuzz();
            case LZ4 -> new Lz4Fuzz();
        };
    }

    /** Valid inputs to start from. */
    List<byte[]> seeds() {
        return switch (this) {
            case ARGUMENTS -> BodyFuzz.seeds(Kind.ARGUMENTS);
            case RESULTS -> BodyFuzz.seeds(Kind.RESULT);
            case EXCEPTIONS -> BodyFuzz.seeds(Kind.EXCEPTION);
            case METADATA -> MetadataFuzz.seeds();
            case CLIENT_HELLO -> HelloFuzz.seedsOfClient();
            case SERVER_HELLO -> HelloFuzz.seedsOfServer();
            case FRAMES -> FramesFuzz.seeds();
            case PAYLOADS -> PayloadFuzz.seeds();
            case LZ4 -> Lz4Fuzz.seeds();
        };
    }
}
