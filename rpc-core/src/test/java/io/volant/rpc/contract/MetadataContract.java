package io.volant.rpc.contract;

import static io.volant.rpc.contract.Events.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.CallContext;
import io.volant.rpc.CallOptions;
import io.volant.rpc.Metadata;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values beside the arguments reach the handler, and values beside the result or the error reach the caller. */
public abstract class MetadataContract extends TransportContract {
    @RpcService
    interface Mirror {
        @Nullable
        String read(String key);

        List<String> keys();

        void answer(String key, String value);

        void answerAndThrow(String key, String value);

        CompletableFuture<Void> answerLater(String key, String value);

        String caller();

        byte[] raw(String key);
    }

    static final class PlainMirror implements Mirror {
        @Override
        public @Nullable String read(String key) {
            return CallContext.current().metadata().get(key).orElse(null);
        }

        @Override
        public List<String> keys() {
            return List.copyOf(CallContext.current().metadata().keys());
        }

        @Override
        public void answer(String key, String value) {
            CallContext.current().addReplyMetadata(key, value);
        }

        @Override
        public void answerAndThrow(String key, String value) {
            answer(key, value);
            throw new IllegalStateException("after the metadata");
        }

        @Override
        public CompletableFuture<Void> answerLater(String key, String value) {
            CallContext context = CallContext.current();
            return CompletableFuture.runAsync(() -> context.addReplyMetadata(key, value));
        }

        @Override
        public String caller() {
            return CallContext.current().peer().name();
        }

        @Override
        public byte[] raw(String key) {
            return CallContext.current().metadata().bytes(key).orElse(new byte[0]);
        }
    }

    private final List<Metadata> replies = Collections.synchronizedList(new ArrayList<>());

    private Mirror stub(CallOptions options) {
        RpcClient client = connect(serve(Mirror.class, new PlainMirror()));
        return client.with(options).stub(Mirror.class);
    }

    private Mirror listening() {
        return stub(CallOptions.defaults().onReplyMetadata(replies::add));
    }

    @Test
    void whatTheCallerSendsTheHandlerReads() {
        Mirror stub = stub(CallOptions.defaults()
                .withMetadata("tenant", "Zürich")
                .withMetadata("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .withMetadata("empty", ""));

        assertThat(stub.read("tenant")).isEqualTo("Zürich");
        assertThat(stub.read("traceparent")).isEqualTo("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        assertThat(stub.read("empty")).isEmpty();
        assertThat(stub.read("other")).isNull();
        assertThat(stub.keys()).containsExactlyInAnyOrder("tenant", "traceparent", "empty");
    }

    @Test
    void bytesTravelAsTheyAre() {
        byte[] bytes = {0, 1, -1, 127, -128};
        Mirror stub = stub(CallOptions.defaults().withMetadata(Metadata.empty().with("raw", bytes)));

        assertThat(stub.raw("raw")).isEqualTo(bytes);
    }

    @Test
    void withoutMetadataThereIsNone() {
        Mirror stub = listening();

        assertThat(stub.keys()).isEmpty();
        assertThat(replies).containsExactly(Metadata.empty());
    }

    @Test
    void whatTheHandlerAddsComesBesideTheResult() {
        Mirror stub = listening();

        stub.answer("server", "one");

        assertThat(replies).containsExactly(Metadata.of("server", "one"));
    }

    @Test
    void whatTheHandlerAddsComesBesideTheError() {
        Mirror stub = listening();

        assertThatThrownBy(() -> stub.answerAndThrow("server", "one")).isInstanceOf(RpcException.class);

        assertThat(replies).containsExactly(Metadata.of("server", "one"));
    }

    @Test
    void whatAnAsynchronousHandlerAddsBeforeItCompletesComesToo() {
        Mirror stub = listening();

        get(stub.answerLater("server", "one"));

        assertThat(replies).containsExactly(Metadata.of("server", "one"));
    }

    @Test
    void theReplysMetadataIsThereBeforeTheFutureCompletes() {
        Mirror stub = listening();

        CompletableFuture<Integer> seen = stub.answerLater("server", "one").thenApply(done -> replies.size());

        assertThat(get(seen)).isEqualTo(1);
    }

    @Test
    void aListenerThatThrowsDoesNotCostTheCall() {
        Mirror stub = stub(CallOptions.defaults().onReplyMetadata(metadata -> {
            throw new AssertionError("a fault of the listener");
        }));

        assertThat(stub.keys()).isEmpty();
        assertThat(get(stub.answerLater("server", "one"))).isNull();
    }

    @Test
    void theHandlerKnowsTheNameOfItsCaller() {
        var server = serve(Mirror.class, new PlainMirror());
        RpcClient named = closing(client(server).name("shop").connect());

        assertThat(named.stub(Mirror.class).caller()).isEqualTo("shop");
    }

    @Test
    void aReservedKeyIsRefusedWhereItIsGiven() {
        assertThatThrownBy(() -> CallOptions.defaults().withMetadata("volant-x", "1"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aReservedKeyInAReplyIsTheHandlersFault() {
        Mirror stub = listening();

        CompletableFuture<Void> answer = stub.answerLater("volant-x", "1");

        assertThatThrownBy(() -> get(answer))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        RpcException.class, e -> assertThat(e.status()).isEqualTo(Status.INTERNAL));
    }
}
