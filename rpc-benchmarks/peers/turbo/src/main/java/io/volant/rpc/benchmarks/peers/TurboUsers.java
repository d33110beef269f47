package io.volant.rpc.benchmarks.peers;

import io.volant.rpc.benchmarks.peer.PageBean;
import io.volant.rpc.benchmarks.peer.UserBean;
import java.util.concurrent.CompletableFuture;
import rpc.turbo.annotation.TurboService;

/** The service as turbo-rpc has it: futures only. */
@TurboService(version = "1.0.0")
public interface TurboUsers {
    @TurboService(version = "1.0.0")
    CompletableFuture<Boolean> existUser(String email);

    @TurboService(version = "1.0.0")
    CompletableFuture<Boolean> createUser(UserBean user);

    @TurboService(version = "1.0.0")
    CompletableFuture<UserBean> getUser(long id);

    @TurboService(version = "1.0.0")
    CompletableFuture<PageBean> listUser(int pageNo);
}
