package io.volant.rpc.benchmarks.peers;

import com.google.protobuf.UnsafeByteOperations;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import io.volant.rpc.benchmarks.load.Workload;
import io.volant.rpc.benchmarks.peers.proto.Content;
import io.volant.rpc.benchmarks.peers.proto.Flag;
import java.util.function.Function;

/** The service as gRPC has it. */
final class GrpcUsers {
    private GrpcUsers() {}

    static ServerServiceDefinition of(Workload workload) {
        ServerServiceDefinition.Builder service = ServerServiceDefinition.builder(UsersMethods.SERVICE);
        add(service, UsersMethods.EXIST, email -> flag(workload.existUser(email.getEmail())));
        add(service, UsersMethods.CREATE, user -> flag(workload.createUser(Messages.user(user))));
        add(service, UsersMethods.GET, id -> Messages.of(workload.getUser(id.getId())));
        add(service, UsersMethods.LIST, page -> Messages.of(workload.listUser(page.getNumber())));
        add(
                service,
                UsersMethods.ECHO,
                content -> content(workload.echo(content.getBytes().toByteArray())));
        add(service, UsersMethods.BULK, length -> content(workload.bulk(length.getBytes())));
        return service.build();
    }

    static Content content(byte[] bytes) {
        return Content.newBuilder()
                .setBytes(UnsafeByteOperations.unsafeWrap(bytes))
                .build();
    }

    private static Flag flag(boolean value) {
        return Flag.newBuilder().setValue(value).build();
    }

    private static <Q, A> void add(
            ServerServiceDefinition.Builder service, MethodDescriptor<Q, A> method, Function<Q, A> handler) {
        service.addMethod(method, ServerCalls.asyncUnaryCall((question, observer) -> {
            observer.onNext(handler.apply(question));
            observer.onCompleted();
        }));
    }
}
