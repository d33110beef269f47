package io.volant.rpc.benchmarks.compare;

import io.volant.rpc.benchmarks.WrongUsers;
import io.volant.rpc.benchmarks.load.ComputedWorkload;
import io.volant.rpc.benchmarks.load.Workload;
import io.volant.rpc.examples.user.Page;
import io.volant.rpc.examples.user.User;
import io.volant.rpc.examples.user.UserService;
import java.util.concurrent.CompletableFuture;

/** Answers one question in a few wrongly. */
final class WrongWorkload implements Workload {
    private final Workload right = new ComputedWorkload();
    private final UserService wrong = new WrongUsers();

    @Override
    public boolean existUser(String email) {
        return wrong.existUser(email);
    }

    @Override
    public boolean createUser(User user) {
        return wrong.createUser(user);
    }

    @Override
    public User getUser(long id) {
        return wrong.getUser(id);
    }

    @Override
    public Page<User> listUser(int pageNo) {
        return wrong.listUser(pageNo);
    }

    @Override
    public CompletableFuture<Boolean> existUserAsync(String email) {
        return wrong.existUserAsync(email);
    }

    @Override
    public CompletableFuture<Boolean> createUserAsync(User user) {
        return CompletableFuture.completedFuture(createUser(user));
    }

    @Override
    public CompletableFuture<User> getUserAsync(long id) {
        return wrong.getUserAsync(id);
    }

    @Override
    public CompletableFuture<Page<User>> listUserAsync(int pageNo) {
        return CompletableFuture.completedFuture(listUser(pageNo));
    }

    @Override
    public byte[] echo(byte[] content) {
        return right.echo(content);
    }

    @Override
    public byte[] bulk(int length) {
        return right.bulk(length);
    }

    @Override
    public void touch(long id) {}
}
