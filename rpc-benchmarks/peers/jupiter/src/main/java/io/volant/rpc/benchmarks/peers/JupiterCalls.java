package io.volant.rpc.benchmarks.peers;

import io.volant.rpc.benchmarks.peer.BeanFutures;
import io.volant.rpc.benchmarks.peer.PageBean;
import io.volant.rpc.benchmarks.peer.UserBean;
import java.util.concurrent.CompletableFuture;

/** The client's end. */
record JupiterCalls(JupiterUsers users) implements BeanFutures {
    @Override
    public boolean existUser(String email) {
        return users.existUser(email);
    }

    @Override
    public boolean createUser(UserBean user) {
        return users.createUser(user);
    }

    @Override
    public UserBean getUser(long id) {
        return users.getUser(id);
    }

    @Override
    public PageBean listUser(int pageNo) {
        return users.listUser(pageNo);
    }

    @Override
    public byte[] echo(byte[] content) {
        return users.echo(content);
    }

    @Override
    public byte[] bulk(int length) {
        return users.bulk(length);
    }

    @Override
    public CompletableFuture<Boolean> existUserAsync(String email) {
        return users.existUserAsync(email);
    }

    @Override
    public CompletableFuture<Boolean> createUserAsync(UserBean user) {
        return users.createUserAsync(user);
    }

    @Override
    public CompletableFuture<UserBean> getUserAsync(long id) {
        return users.getUserAsync(id);
    }

    @Override
    public CompletableFuture<PageBean> listUserAsync(int pageNo) {
        return users.listUserAsync(pageNo);
    }
}
