package io.volant.rpc.benchmarks.peer;

import io.volant.rpc.examples.user.Page;
import io.volant.rpc.examples.user.User;
import java.util.concurrent.CompletableFuture;

/** The client's end of the services with beans. */
public final class BeanClient {
    private BeanClient() {}

    /** Of a library whose calls all wait. */
    public static PeerWorkload of(BeanUsers users) {
        return new Blocking(users);
    }

    /** Of a library that has futures as well. */
    public static PeerWorkload of(BeanFutures users) {
        return new Futures(users);
    }

    private static class Blocking implements PeerWorkload {
        private final BeanUsers users;

        Blocking(BeanUsers users) {
            this.users = users;
        }

        @Override
        public boolean existUser(String email) {
            return users.existUser(email);
        }

        @Override
        public boolean createUser(User user) {
            return users.createUser(UserBean.of(user));
        }

        @Override
        public User getUser(long id) {
            return users.getUser(id).toUser();
        }

        @Override
        public Page<User> listUser(int pageNo) {
            return users.listUser(pageNo).toPage();
        }

        @Override
        public byte[] echo(byte[] content) {
            return users.echo(content);
        }

        @Override
        public byte[] bulk(int length) {
            return users.bulk(length);
        }
    }

    private static final class Futures extends Blocking {
        private final BeanFutures users;

        Futures(BeanFutures users) {
            super(users);
            this.users = users;
        }

        @Override
        public CompletableFuture<Boolean> existUserAsync(String email) {
            return users.existUserAsync(email);
        }

        @Override
        public CompletableFuture<Boolean> createUserAsync(User user) {
            return users.createUserAsync(UserBean.of(user));
        }

        @Override
        public CompletableFuture<User> getUserAsync(long id) {
            return users.getUserAsync(id).thenApply(UserBean::toUser);
        }

        @Override
        public CompletableFuture<Page<User>> listUserAsync(int pageNo) {
            return users.listUserAsync(pageNo).thenApply(PageBean::toPage);
        }
    }
}
