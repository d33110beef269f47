package io.volant.rpc.benchmarks;

import io.volant.rpc.examples.user.ComputedUsers;
import io.volant.rpc.examples.user.Page;
import io.volant.rpc.examples.user.User;
import io.volant.rpc.examples.user.UserService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that is right but for one answer in three. */
public final class WrongUsers implements UserService {
    private static final int EVERY = 3;

    private final UserService right = new ComputedUsers();
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public boolean existUser(String email) {
        return right.existUser(email) != isWrong();
    }

    @Override
    public boolean createUser(User user) {
        return right.createUser(user) != isWrong();
    }

    @Override
    public User getUser(long id) {
        return right.getUser(isWrong() ? id + 1 : id);
    }

    @Override
    public Page<User> listUser(int pageNo) {
        return right.listUser(isWrong() ? pageNo + 1 : pageNo);
    }

    @Override
    public CompletableFuture<Boolean> existUserAsync(String email) {
        return CompletableFuture.completedFuture(existUser(email));
    }

    @Override
    public CompletableFuture<User> getUserAsync(long id) {
        return CompletableFuture.completedFuture(getUser(id));
    }

    @Override
    public void touch(long id) {}

    private boolean isWrong() {
        return calls.incrementAndGet() % EVERY == 0;
    }
}
