package io.volant.rpc.benchmarks.peers;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.util.DefaultPayload;
import io.volant.rpc.benchmarks.peer.PeerWorkload;
import io.volant.rpc.benchmarks.peers.proto.Content;
import io.volant.rpc.benchmarks.peers.proto.Email;
import io.volant.rpc.benchmarks.peers.proto.Flag;
import io.volant.rpc.benchmarks.peers.proto.Length;
import io.volant.rpc.benchmarks.peers.proto.PageMessage;
import io.volant.rpc.benchmarks.peers.proto.PageNo;
import io.volant.rpc.benchmarks.peers.proto.UserId;
import io.volant.rpc.benchmarks.peers.proto.UserMessage;
import io.volant.rpc.examples.user.Page;
import io.volant.rpc.examples.user.User;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;

/** The client's end; a call that waits blocks on the reply. */
record RSocketUsers(RSocket socket) implements PeerWorkload {
    @Override
    public boolean existUser(String email) {
        return exist(email).block();
    }

    @Override
    public boolean createUser(User user) {
        return create(user).block();
    }

    @Override
    public User getUser(long id) {
        return get(id).block();
    }

    @Override
    public Page<User> listUser(int pageNo) {
        return list(pageNo).block();
    }

    @Override
    public CompletableFuture<Boolean> existUserAsync(String email) {
        return exist(email).toFuture();
    }

    @Override
    public CompletableFuture<Boolean> createUserAsync(User user) {
        return create(user).toFuture();
    }

    @Override
    public CompletableFuture<User> getUserAsync(long id) {
        return get(id).toFuture();
    }

    @Override
    public CompletableFuture<Page<User>> listUserAsync(int pageNo) {
        return list(pageNo).toFuture();
    }

    @Override
    public byte[] echo(byte[] content) {
        return call(RSocketAnswers.ECHO, RSocketAnswers.content(content), RSocketUsers::bytes)
                .block();
    }

    @Override
    public byte[] bulk(int length) {
        return call(RSocketAnswers.BULK, Length.newBuilder().setBytes(length).build(), RSocketUsers::bytes)
                .block();
    }

    private Mono<Boolean> exist(String email) {
        Email question = Email.newBuilder().setEmail(email).build();
        return call(RSocketAnswers.EXIST, question, data -> Flag.parseFrom(data).getValue());
    }

    private Mono<Boolean> create(User user) {
        return call(
                RSocketAnswers.CREATE,
                Messages.of(user),
                data -> Flag.parseFrom(data).getValue());
    }

    private Mono<User> get(long id) {
        UserId question = UserId.newBuilder().setId(id).build();
        return call(RSocketAnswers.GET, question, data -> Messages.user(UserMessage.parseFrom(data)));
    }

    private Mono<Page<User>> list(int pageNo) {
        PageNo question = PageNo.newBuilder().setNumber(pageNo).build();
        return call(RSocketAnswers.LIST, question, data -> Messages.page(PageMessage.parseFrom(data)));
    }

    private static byte[] bytes(ByteBuffer data) throws InvalidProtocolBufferException {
        return Content.parseFrom(data).getBytes().toByteArray();
    }

    private <T> Mono<T> call(byte method, MessageLite question, Reader<T> reader) {
        Payload payload = DefaultPayload.create(question.toByteArray(), new byte[] {method});
        return socket.requestResponse(payload).map(answer -> {
            try {
                return reader.read(answer.getData());
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            } finally {
                answer.release();
            }
        });
    }

    /** Parses an answer. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(ByteBuffer data) throws InvalidProtocolBufferException;
    }
}
