package io.volant.rpc.examples.user;

import java.util.concurrent.CompletableFuture;

/** A user service that computes every answer from its question; never blocks. */
public final class ComputedUsers implements UserService {
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
    public CompletableFuture<User> getUserAsync(long id) {
        return CompletableFuture.completedFuture(getUser(id));
    }

    @Override
    public void touch(long id) {
        // nothing to answer: that the call was executed is all there is to it
    }
}
