package io.volant.rpc.benchmarks.peers;

import io.volant.rpc.benchmarks.peer.PageBean;
import io.volant.rpc.benchmarks.peer.UserBean;
import java.util.concurrent.CompletableFuture;
import org.jupiter.rpc.ServiceProvider;

/** The service as Jupiter has it: a call waits unless its method returns a future. */
@ServiceProvider(group = "volant", name = "users")
public interface JupiterUsers {
    boolean existUser(String email);

    boolean createUser(UserBean user);

    UserBean getUser(long id);

    PageBean listUser(int pageNo);

    byte[] echo(byte[] content);

    byte[] bulk(int length);

    CompletableFuture<Boolean> existUserAsync(String email);

    CompletableFuture<Boolean> createUserAsync(UserBean user);

    CompletableFuture<UserBean> getUserAsync(long id);

    CompletableFuture<PageBean> listUserAsync(int pageNo);
}
