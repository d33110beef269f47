package io.volant.rpc.benchmarks.peers;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.volant.rpc.benchmarks.load.Workload;
import io.volant.rpc.benchmarks.peer.PageBean;
import io.volant.rpc.benchmarks.peer.UserBean;
import java.util.concurrent.CompletableFuture;

/** The server's end. */
public final class TurboAnswers implements TurboUsers {
    private final Workload workload;

    TurboAnswers(Workload workload) {
        this.workload = workload;
    }

    @Override
    public CompletableFuture<Boolean> existUser(String email) {
        return completedFuture(workload.existUser(email));
    }

    @Override
    public CompletableFuture<Boolean> createUser(UserBean user) {
        return completedFuture(workload.createUser(user.toUser()));
    }

    @Override
    public CompletableFuture<UserBean> getUser(long id) {
        return completedFuture(UserBean.of(workload.getUser(id)));
    }

    @Override
    public CompletableFuture<PageBean> listUser(int pageNo) {
        return completedFuture(PageBean.of(workload.listUser(pageNo)));
    }
}
