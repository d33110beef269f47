package io.volant.rpc.benchmarks.peer;

import java.util.concurrent.CompletableFuture;

/** The same with calls that do not wait, for libraries that have them as futures. */
public interface BeanFutures extends BeanUsers {
    CompletableFuture<Boolean> existUserAsync(String email);

    CompletableFuture<Boolean> createUserAsync(UserBean user);

    CompletableFuture<UserBean> getUserAsync(long id);

    CompletableFuture<PageBean> listUserAsync(int pageNo);
}
