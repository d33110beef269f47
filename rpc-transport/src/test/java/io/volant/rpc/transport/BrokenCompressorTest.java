package io.volant.rpc.transport;

import static io.volant.rpc.contract.Events.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.volant.rpc.Compressor;
import io.volant.rpc.Outcome;
import io.volant.rpc.Payload;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcServer;
import io.volant.rpc.Status;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A compressor whose native part is missing throws an error and not an exception: each call gets its end all the same. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BrokenCompressorTest {
    private static final int NEVER = Integer.MAX_VALUE;

    /** Cuts off the last byte instead of compressing. */
    private record Cutting(boolean writes) implements Compressor {
        @Override
        public String name() {
            return "cutting";
        }

        @Override
        public Payload compress(Payload body) {
            if (!writes) {
                throw new UnsatisfiedLinkError("cutting");
            }
            return Payload.of(Arrays.copyOfRange(body.array(), body.offset(), body.offset() + body.length() - 1));
        }

        @Override
        public Payload decompress(Payload compressed, int originalLength) {
            throw new UnsatisfiedLinkError("cutting");
        }
    }

    private static RpcException failure(boolean writes, int clientAbove, int serverAbove) {
        try (RpcServer server = RpcServer.builder()
                        .compressor(new Cutting(writes))
                        .compressAbove(serverAbove)
                        .service(Words.class, word -> CompletableFuture.completedFuture(word))
                        .start();
                RpcClient client = RpcClient.builder()
                        .address("localhost:" + server.port())
                        .compressor(new Cutting(writes))
                        .compressAbove(clientAbove)
                        .connect()) {
            Throwable thrown = catchThrowable(() -> get(client.stub(Words.class).echo("word".repeat(100))));
            return (RpcException) thrown.getCause();
        }
    }

    @Test
    void argumentsThatCannotBeCompressedAreNotSent() {
        RpcException failure = failure(false, 0, NEVER);

        assertThat(failure.status()).isEqualTo(Status.INTERNAL);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(failure).hasMessageContaining("UnsatisfiedLinkError");
    }

    @Test
    void argumentsThatCannotBeDecompressedAreRejected() {
        RpcException failure = failure(true, 0, NEVER);

        assertThat(failure.status()).isEqualTo(Status.INVALID_ARGUMENT);
        assertThat(failure.outcome()).isEqualTo(Outcome.REJECTED);
    }

    @Test
    void aResultThatCannotBeCompressedIsUnencodable() {
        RpcException failure = failure(false, NEVER, 0);

        assertThat(failure.status()).isEqualTo(Status.RESULT_UNENCODABLE);
        assertThat(failure.outcome()).isEqualTo(Outcome.EXECUTED);
    }

    @Test
    void aResultThatCannotBeDecompressedIsUnreadable() {
        RpcException failure = failure(true, NEVER, 0);

        assertThat(failure.status()).isEqualTo(Status.INTERNAL);
        assertThat(failure.outcome()).isEqualTo(Outcome.EXECUTED);
    }
}
