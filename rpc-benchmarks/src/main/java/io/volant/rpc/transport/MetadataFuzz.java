package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.volant.rpc.Metadata;
import java.util.List;
import java.util.function.Consumer;

/** A metadata element. What is read is written, and must be read as the same again. */
public final class MetadataFuzz implements Consumer<byte[]> {
    private static final int MOST = 8 << 10;

    public static List<byte[]> seeds() {
        Metadata metadata = Metadata.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .with("tracestate", "a=1")
                .with("authorization", "Bearer x")
                .with("my.own_key-1", new byte[] {0, -1});
        return List.of(MetadataCodec.encode(metadata, MOST), MetadataCodec.encode(Metadata.of("baggage", "k=v"), MOST));
    }

    @Override
    public void accept(byte[] input) {
        Metadata metadata;
        try {
            metadata = decode(input, MOST);
        } catch (CallFault refused) {
            return;
        }
        byte[] written = MetadataCodec.encode(metadata, Integer.MAX_VALUE);
        if (!decode(written, Integer.MAX_VALUE).equals(metadata)) {
            throw new AssertionError("metadata is not read as it was written: " + metadata);
        }
    }

    private static Metadata decode(byte[] bytes, int most) {
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        return MetadataCodec.decode(in, 0, bytes.length, most);
    }
}
