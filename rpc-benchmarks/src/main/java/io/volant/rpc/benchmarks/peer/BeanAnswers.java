package io.volant.rpc.benchmarks.peer;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.volant.rpc.benchmarks.load.Workload;
import java.util.concurrent.CompletableFuture;

/** The server's end of the services with beans. */
public final class BeanAnswers implements BeanFutures {
    private final Workload workload;

    public BeanAnswers(Workload workload) {
        this.workload = workload;
    }

    @Override
    public boolean existUser(String email) {
        return workload.existUser(email);
    }

    @Override
    public boolean createUser(UserBean user) {
        return workload.createUser(user.toUser());
    }

    @Override
    public UserBean getUser(long id) {
        return UserBean.of(workload.getUser(id));
    }

    @Override
    public PageBean listUser(int pageNo) {
        return PageBean.of(workload.listUser(pageNo));
    }

    @Override
    public byte[] echo(byte[] content) {
        return workload.echo(content);
    }

    @Override
    public byte[] bulk(int length) {
        return workload.bulk(length);
    }

    @Override
    public CompletableFuture<Boolean> existUserAsync(String email) {
        return completedFuture(existUser(email));
    }

    @Override
    public CompletableFuture<Boolean> createUserAsync(UserBean user) {
        return completedFuture(createUser(user));
    }

    @Override
    public CompletableFuture<UserBean> getUserAsync(long id) {
        return completedFuture(getUser(id));
    }

    @Override
    public CompletableFuture<PageBean> listUserAsync(int pageNo) {
        return completedFuture(listUser(pageNo));
    }
}
