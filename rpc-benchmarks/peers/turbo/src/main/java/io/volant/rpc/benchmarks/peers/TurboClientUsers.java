package io.volant.rpc.benchmarks.peers;

import io.volant.rpc.benchmarks.peer.PageBean;
import io.volant.rpc.benchmarks.peer.PeerWorkload;
import io.volant.rpc.benchmarks.peer.UserBean;
import io.volant.rpc.examples.user.Page;
import io.volant.rpc.examples.user.User;
import java.util.concurrent.CompletableFuture;

/** The client's end; a blocking call is a future that is joined, as the library has no other. */
record TurboClientUsers(TurboUsers users) implements PeerWorkload {
    @Override
    public boolean existUser(String email) {
        return users.existUser(email).join();
    }

    @Override
    public boolean createUser(User user) {
        return users.createUser(UserBean.of(user)).join();
    }

    @Override
    public User getUser(long id) {
        return users.getUser(id).join().toUser();
    }

    @Override
    public Page<User> listUser(int pageNo) {
        return users.listUser(pageNo).join().toPage();
    }

    @Override
    public CompletableFuture<Boolean> existUserAsync(String email) {
        return users.existUser(email);
    }

    @Override
    public CompletableFuture<Boolean> createUserAsync(User user) {
        return users.createUser(UserBean.of(user));
    }

    @Override
    public CompletableFuture<User> getUserAsync(long id) {
        return users.getUser(id).thenApply(UserBean::toUser);
    }

    @Override
    public CompletableFuture<Page<User>> listUserAsync(int pageNo) {
        return users.listUser(pageNo).thenApply(PageBean::toPage);
    }
}
