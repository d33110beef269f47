package io.volant.rpc.examples.demo;

import io.volant.rpc.Metadata;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** The number of a call, which travels in its metadata, so that what a server did can be joined with what a client asked. */
final class CallNumber {
    static final String KEY = "demo-call";

    private CallNumber() {}

    static Metadata metadata(long call) {
        return Metadata.empty()
                .with(KEY, ByteBuffer.allocate(Long.BYTES).putLong(call).array());
    }

    static OptionalLong of(Metadata metadata) {
        return metadata.bytes(KEY)
                .filter(bytes -> bytes.length == Long.BYTES)
                .map(bytes -> OptionalLong.of(ByteBuffer.wrap(bytes).getLong()))
                .orElse(OptionalLong.empty());
    }
}
