package io.volant.rpc.transport;

import io.volant.rpc.CodecException;
import io.volant.rpc.Compression;
import io.volant.rpc.Compressor;
import io.volant.rpc.Payload;
import java.util.ArrayList;
import java.util.List;

/** Compresses and decompresses bodies as one connection agreed. Thread-safe; not for event loops, which have better to do. */
final class BodyCompression {
    private final List<Compressor> agreed =
            new ArrayList<>(); // encoding n is the n-th, from 1; not changed once constructed
    private final int writing; // encoding of what this side writes; 0 for none
    private final int above;
    private final int largestMessage;

    BodyCompression(Compression compression, Agreement agreement) {
        for (String name : agreement.compressors()) {
            compression.compressors().stream()
                    .filter(compressor -> compressor.name().equals(name))
                    .findFirst()
                    .ifPresent(agreed::add);
        }
        this.writing = compression.compressors().stream()
                        .filter(agreed::contains)
                        .findFirst()
                        .map(agreed::indexOf)
                        .orElse(-1)
                + 1;
        this.above = compression.above();
        this.largestMessage = agreement.own().largestMessage();
    }

    /** The body as it is to be sent: compressed where that was agreed, is wanted, and makes it smaller. */
    Body toSend(Payload body) {
        if (sendsAsItIs(body)) {
            return Body.plain(body);
        }
        Payload compressed = agreed.get(writing - 1).compress(body);
        return compressed.length() < body.length() ? new Body(compressed, writing, body.length()) : Body.plain(body);
    }

    /** Whether the body is sent as it is, as most are. */
    boolean sendsAsItIs(Payload body) {
        return writing == 0 || body.length() <= above;
    }

    /** Refuses, without a look at the body, an encoding that was not agreed or an original above the limit. */
    void check(int encoding, int originalLength) {
        if (encoding < 1 || encoding > agreed.size()) {
            throw new CodecException(
                    CodecException.Reason.INVALID,
                    "body encoding: " + encoding + " (expected: 1.." + agreed.size() + ", as agreed)");
        }
        if (originalLength > largestMessage) {
            throw new CodecException(
                    CodecException.Reason.TOO_LARGE,
                    "body: " + originalLength + " bytes before compression (expected: at most " + largestMessage + ")");
        }
    }

    /** The body before compression. */
    Payload original(Payload received, int encoding, int originalLength) {
        check(encoding, originalLength);
        return agreed.get(encoding - 1).decompress(received, originalLength);
    }
}
