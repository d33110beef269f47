package io.volant.rpc.benchmarks.load;

import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import io.volant.rpc.examples.user.Page;
import io.volant.rpc.examples.user.User;
import io.volant.rpc.examples.user.UserService;
import java.util.concurrent.CompletableFuture;

/** What the comparison asks of every system: the user service, all of it without waiting as well, and bytes in bulk. */
@RpcService
public interface Workload extends UserService {
    CompletableFuture<Boolean> createUserAsync(User user);

    @RpcMethod(idempotent = true)
    CompletableFuture<Page<User>> listUserAsync(int pageNo);

    /** Returns what it gets. */
    @RpcMethod(idempotent = true)
    byte[] echo(byte[] content);

    /** Returns so many bytes, each of which is the low byte of its index. */
    @RpcMethod(idempotent = true)
    byte[] bulk(int length);
}
