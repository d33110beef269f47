package io.volant.rpc.benchmarks.load;

import io.volant.rpc.examples.user.Page;
import io.volant.rpc.examples.user.User;
import io.volant.rpc.examples.user.Users;
import java.util.concurrent.CompletableFuture;

/** The right answers of every system's server; never blocks. */
public final class ComputedWorkload implements Workload {
    private volatile byte[] lastBulk = {}; // made once, or it would be measured

    @Override
    public boolean existUser(String email) {
        return Users.exists(email);
    }

    @Override
    public boolean createUser(User user) {
        return Users.creates(user);
    }

    @Override
    public User getUser(long id) {
        return Users.user(id);
    }

    @Override
    public Page<User> listUser(int pageNo) {
        return Users.page(pageNo);
    }

    @Override
    public CompletableFuture<Boolean> existUserAsync(String email) {
        return CompletableFuture.completedFuture(existUser(email));
    }

    @Override
    public CompletableFuture<Boolean> createUserAsync(User user) {
        return CompletableFuture.completedFuture(createUser(user));
    }

    @Override
    public CompletableFuture<User> getUserAsync(long id) {
        return CompletableFuture.completedFuture(getUser(id));
    }

    @Override
    public CompletableFuture<Page<User>> listUserAsync(int pageNo) {
        return CompletableFuture.completedFuture(listUser(pageNo));
    }

    @Override
    public byte[] echo(byte[] content) {
        return content;
    }

    @Override
    public byte[] bulk(int length) {
        byte[] last = lastBulk;
        if (last.length != length) {
            last = new byte[length];
            for (int i = 0; i < length; i++) {
                last[i] = (byte) i;
            }
            lastBulk = last;
        }
        return last;
    }

    @Override
    public void touch(long id) {
        // nothing to answer: that the call was executed is all there is to it
    }
}
