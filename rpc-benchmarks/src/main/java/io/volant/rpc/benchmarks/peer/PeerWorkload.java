package io.volant.rpc.benchmarks.peer;

import io.volant.rpc.benchmarks.load.Workload;
import io.volant.rpc.examples.user.Page;
import io.volant.rpc.examples.user.User;
import java.util.concurrent.CompletableFuture;

/** The client of a peer: what it leaves out, the library does not have. */
public interface PeerWorkload extends Workload {
    @Override
    default CompletableFuture<Boolean> existUserAsync(String email) {
        throw new UnsupportedOperationException(getClass().getSimpleName() + " has blocking calls only");
    }

    @Override
    default CompletableFuture<Boolean> createUserAsync(User user) {
        throw new UnsupportedOperationException(getClass().getSimpleName() + " has blocking calls only");
    }

    @Override
    default CompletableFuture<User> getUserAsync(long id) {
        throw new UnsupportedOperationException(getClass().getSimpleName() + " has blocking calls only");
    }

    @Override
    default CompletableFuture<Page<User>> listUserAsync(int pageNo) {
        throw new UnsupportedOperationException(getClass().getSimpleName() + " has blocking calls only");
    }

    @Override
    default byte[] echo(byte[] content) {
        throw new UnsupportedOperationException(getClass().getSimpleName() + " sends no arrays of bytes");
    }

    @Override
    default byte[] bulk(int length) {
        throw new UnsupportedOperationException(getClass().getSimpleName() + " sends no arrays of bytes");
    }

    @Override
    default void touch(long id) {
        throw new UnsupportedOperationException("one-way calls are not compared");
    }
}
