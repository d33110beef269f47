package io.volant.rpc.benchmarks.peers;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.protobuf.ProtoUtils;
import io.volant.rpc.benchmarks.peers.proto.Content;
import io.volant.rpc.benchmarks.peers.proto.Email;
import io.volant.rpc.benchmarks.peers.proto.Flag;
import io.volant.rpc.benchmarks.peers.proto.Length;
import io.volant.rpc.benchmarks.peers.proto.PageMessage;
import io.volant.rpc.benchmarks.peers.proto.PageNo;
import io.volant.rpc.benchmarks.peers.proto.UserId;
import io.volant.rpc.benchmarks.peers.proto.UserMessage;

/** The methods of the service as gRPC's stubs describe them. */
final class UsersMethods {
    static final String SERVICE = "Users";

    static final MethodDescriptor<Email, Flag> EXIST =
            unary("ExistUser", Email.getDefaultInstance(), Flag.getDefaultInstance());
    static final MethodDescriptor<UserMessage, Flag> CREATE =
            unary("CreateUser", UserMessage.getDefaultInstance(), Flag.getDefaultInstance());
    static final MethodDescriptor<UserId, UserMessage> GET =
            unary("GetUser", UserId.getDefaultInstance(), UserMessage.getDefaultInstance());
    static final MethodDescriptor<PageNo, PageMessage> LIST =
            unary("ListUser", PageNo.getDefaultInstance(), PageMessage.getDefaultInstance());
    static final MethodDescriptor<Content, Content> ECHO =
            unary("Echo", Content.getDefaultInstance(), Content.getDefaultInstance());
    static final MethodDescriptor<Length, Content> BULK =
            unary("Bulk", Length.getDefaultInstance(), Content.getDefaultInstance());

    private UsersMethods() {}

    private static <Q extends Message, A extends Message> MethodDescriptor<Q, A> unary(
            String name, Q question, A answer) {
        return MethodDescriptor.<Q, A>newBuilder()
                .setType(MethodType.UNARY)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
                .setSampledToLocalTracing(true)
                .setRequestMarshaller(ProtoUtils.marshaller(question))
                .setResponseMarshaller(ProtoUtils.marshaller(answer))
                .build();
    }
}
