package io.volant.rpc.benchmarks.soak;

import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Large messages in both directions. */
@RpcService
public interface Blobs {
    int MOST_BYTES = 4 << 20;

    byte[] echo(byte[] content);

    @RpcMethod(idempotent = true)
    byte[] make(int length);

    @RpcMethod(idempotent = true)
    CompletableFuture<byte[]> makeAsync(int length);

    /** The one content of this length. */
    static byte[] content(int length) {
        return Arrays.copyOf(Made.LONGEST, length);
    }

    static boolean isRight(int length, byte[] content) {
        return content.length == length && Arrays.equals(content, 0, length, Made.LONGEST, 0, length);
    }

    /** Answers right. */
    final class Made implements Blobs {
        private static final byte[] LONGEST = new byte[MOST_BYTES];

        static {
            new Random(MOST_BYTES).nextBytes(LONGEST);
        }

        @Override
        public byte[] echo(byte[] content) {
            return content;
        }

        @Override
        public byte[] make(int length) {
            return content(length);
        }

        @Override
        public CompletableFuture<byte[]> makeAsync(int length) {
            return CompletableFuture.completedFuture(content(length));
        }
    }
}
