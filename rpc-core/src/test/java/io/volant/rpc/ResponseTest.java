package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.contract.PlainSerializer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ResponseTest {
    @RpcService
    interface One {
        String run();
    }

    private static final MethodCodec CODEC = new PlainSerializer()
            .compile(
                    ServiceDescriptor.parse(One.class, new Mistakes(One.class)),
                    CodecLimits.defaults(),
                    new Mistakes(One.class))
            .method(0);

    private static Response encoded() {
        return Response.encoded(CODEC.encodeResult("value"), CODEC, Metadata.empty());
    }

    @Test
    void decodesOnFirstUse() {
        Response response = encoded();

        assertThat(response.isSuccess()).isTrue();
        assertThat(response.value()).isEqualTo("value").isSameAs(response.value());
        assertThat(response.payload()).isNotNull();
        assertThat(response).hasToString("Response[OK]");
    }

    @Test
    void reportsWhatCannotBeDecodedAtEveryUse() {
        Response response = Response.encoded(Payload.of(new byte[] {1, 2}), CODEC, Metadata.empty());

        assertThatThrownBy(response::value).isInstanceOf(CodecException.class);
        assertThatThrownBy(response::value).isInstanceOf(CodecException.class);
    }

    @Test
    void aCopyMadeWhileAnotherThreadDecodesKeepsTheValue() {
        for (int i = 0; i < 2_000; i++) {
            Response response = encoded();
            CompletableFuture<Void> decoding = CompletableFuture.runAsync(response::value);
            Response copy = response.withMetadata(Metadata.of("a", "b"));
            decoding.join();

            assertThat(copy.value()).isEqualTo("value");
        }
    }

    @Test
    void hasEitherAValueOrAFailure() {
        Response failure = Response.failure(Failure.of(Status.INTERNAL, Outcome.EXECUTED, "no"));

        assertThatThrownBy(failure::value)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no value: the call failed: INTERNAL: no");
        assertThatThrownBy(() -> Response.empty().failure())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no failure: the call succeeded");
        assertThatThrownBy(() -> Response.success("x").payload())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the response is not encoded");
        assertThat(Response.empty().value()).isNull();
    }
}
