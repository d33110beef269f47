package io.volant.rpc.benchmarks.peers;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.UnsafeByteOperations;
import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.util.DefaultPayload;
import io.volant.rpc.benchmarks.load.Workload;
import io.volant.rpc.benchmarks.peers.proto.Content;
import io.volant.rpc.benchmarks.peers.proto.Email;
import io.volant.rpc.benchmarks.peers.proto.Flag;
import io.volant.rpc.benchmarks.peers.proto.Length;
import io.volant.rpc.benchmarks.peers.proto.PageNo;
import io.volant.rpc.benchmarks.peers.proto.UserId;
import io.volant.rpc.benchmarks.peers.proto.UserMessage;
import java.nio.ByteBuffer;
import reactor.core.publisher.Mono;

/** The server's end; which method is meant is one byte of metadata. */
record RSocketAnswers(Workload workload) implements RSocket {
    static final byte EXIST = 0;
    static final byte CREATE = 1;
    static final byte GET = 2;
    static final byte LIST = 3;
    static final byte ECHO = 4;
    static final byte BULK = 5;

    @Override
    public Mono<Payload> requestResponse(Payload question) {
        try {
            byte method = question.getMetadata().get();
            return Mono.just(
                    DefaultPayload.create(answer(method, question.getData()).toByteArray()));
        } catch (InvalidProtocolBufferException e) {
            return Mono.error(e);
        } finally {
            question.release();
        }
    }

    static Content content(byte[] bytes) {
        return Content.newBuilder()
                .setBytes(UnsafeByteOperations.unsafeWrap(bytes))
                .build();
    }

    private MessageLite answer(byte method, ByteBuffer data) throws InvalidProtocolBufferException {
        return switch (method) {
            case EXIST -> flag(workload.existUser(Email.parseFrom(data).getEmail()));
            case CREATE -> flag(workload.createUser(Messages.user(UserMessage.parseFrom(data))));
            case GET -> Messages.of(workload.getUser(UserId.parseFrom(data).getId()));
            case LIST -> Messages.of(workload.listUser(PageNo.parseFrom(data).getNumber()));
            case ECHO ->
                content(workload.echo(Content.parseFrom(data).getBytes().toByteArray()));
            case BULK -> content(workload.bulk(Length.parseFrom(data).getBytes()));
            default -> throw new IllegalArgumentException("method: " + method + " (expected: 0..5)");
        };
    }

    private static Flag flag(boolean value) {
        return Flag.newBuilder().setValue(value).build();
    }
}
