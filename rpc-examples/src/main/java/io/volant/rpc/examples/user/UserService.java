package io.volant.rpc.examples.user;

import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import java.util.concurrent.CompletableFuture;

/**
 * The interface of the public rpc-benchmark (github.com/hank-whu/rpc-benchmark), with asynchronous forms and a one-way method
 * beside its four methods.
 */
@RpcService
public interface UserService {
    @RpcMethod(idempotent = true)
    boolean existUser(String email);

    boolean createUser(User user);

    @RpcMethod(idempotent = true)
    User getUser(long id);

    @RpcMethod(idempotent = true)
    Page<User> listUser(int pageNo);

    @RpcMethod(idempotent = true)
    CompletableFuture<Boolean> existUserAsync(String email);

    @RpcMethod(idempotent = true)
    CompletableFuture<User> getUserAsync(long id);

    @RpcMethod(oneway = true)
    void touch(long id);
}
