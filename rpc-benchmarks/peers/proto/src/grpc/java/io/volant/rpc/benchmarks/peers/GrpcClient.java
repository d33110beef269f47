package io.volant.rpc.benchmarks.peers;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import io.volant.rpc.benchmarks.peer.PeerWorkload;
import io.volant.rpc.benchmarks.peers.proto.Email;
import io.volant.rpc.benchmarks.peers.proto.Flag;
import io.volant.rpc.benchmarks.peers.proto.Length;
import io.volant.rpc.benchmarks.peers.proto.PageNo;
import io.volant.rpc.benchmarks.peers.proto.UserId;
import io.volant.rpc.examples.user.Page;
import io.volant.rpc.examples.user.User;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Blocking calls and futures of one channel, as gRPC's stubs make them. */
final class GrpcClient implements PeerWorkload {
    private final Channel channel;

    GrpcClient(Channel channel) {
        this.channel = channel;
    }

    @Override
    public boolean existUser(String email) {
        return call(UsersMethods.EXIST, email(email)).getValue();
    }

    @Override
    public boolean createUser(User user) {
        return call(UsersMethods.CREATE, Messages.of(user)).getValue();
    }

    @Override
    public User getUser(long id) {
        return Messages.user(call(UsersMethods.GET, id(id)));
    }

    @Override
    public Page<User> listUser(int pageNo) {
        return Messages.page(call(UsersMethods.LIST, pageNo(pageNo)));
    }

    @Override
    public CompletableFuture<Boolean> existUserAsync(String email) {
        return completable(start(UsersMethods.EXIST, email(email)), Flag::getValue);
    }

    @Override
    public CompletableFuture<Boolean> createUserAsync(User user) {
        return completable(start(UsersMethods.CREATE, Messages.of(user)), Flag::getValue);
    }

    @Override
    public CompletableFuture<User> getUserAsync(long id) {
        return completable(start(UsersMethods.GET, id(id)), Messages::user);
    }

    @Override
    public CompletableFuture<Page<User>> listUserAsync(int pageNo) {
        return completable(start(UsersMethods.LIST, pageNo(pageNo)), Messages::page);
    }

    @Override
    public byte[] echo(byte[] content) {
        return call(UsersMethods.ECHO, GrpcUsers.content(content)).getBytes().toByteArray();
    }

    @Override
    public byte[] bulk(int length) {
        return call(UsersMethods.BULK, Length.newBuilder().setBytes(length).build())
                .getBytes()
                .toByteArray();
    }

    private <Q, A> A call(MethodDescriptor<Q, A> method, Q question) {
        return ClientCalls.blockingUnaryCall(channel, method, CallOptions.DEFAULT, question);
    }

    private <Q, A> ListenableFuture<A> start(MethodDescriptor<Q, A> method, Q question) {
        return ClientCalls.futureUnaryCall(channel.newCall(method, CallOptions.DEFAULT), question);
    }

    private static Email email(String email) {
        return Email.newBuilder().setEmail(email).build();
    }

    private static UserId id(long id) {
        return UserId.newBuilder().setId(id).build();
    }

    private static PageNo pageNo(int number) {
        return PageNo.newBuilder().setNumber(number).build();
    }

    private static <M, T> CompletableFuture<T> completable(ListenableFuture<M> future, Function<M, T> reader) {
        CompletableFuture<T> completable = new CompletableFuture<>();
        Futures.addCallback(
                future,
                new FutureCallback<M>() {
                    @Override
                    public void onSuccess(M message) {
                        completable.complete(reader.apply(message));
                    }

                    @Override
                    public void onFailure(Throwable error) {
                        completable.completeExceptionally(error);
                    }
                },
                MoreExecutors.directExecutor());
        return completable;
    }
}
