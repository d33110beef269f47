package io.volant.rpc.benchmarks.peers;

import io.volant.rpc.benchmarks.peer.BeanFutures;
import io.volant.rpc.benchmarks.peer.PageBean;
import io.volant.rpc.benchmarks.peer.UserBean;
import java.util.concurrent.CompletableFuture;
import org.jupiter.rpc.ServiceProviderImpl;

/** The server's end. */
@ServiceProviderImpl(version = "1.0.0")
public final class JupiterAnswers implements JupiterUsers {
    private final BeanFutures answers;

    JupiterAnswers(BeanFutures answers) {
        this.answers = answers;
    }

    @Override
    public boolean existUser(String email) {
        return answers.existUser(email);
    }

    @Override
    public boolean createUser(UserBean user) {
        return answers.createUser(user);
    }

    @Override
    public UserBean getUser(long id) {
        return answers.getUser(id);
    }

    @Override
    public PageBean listUser(int pageNo) {
        return answers.listUser(pageNo);
    }

    @Override
    public byte[] echo(byte[] content) {
        return answers.echo(content);
    }

    @Override
    public byte[] bulk(int length) {
        return answers.bulk(length);
    }

    @Override
    public CompletableFuture<Boolean> existUserAsync(String email) {
        return answers.existUserAsync(email);
    }

    @Override
    public CompletableFuture<Boolean> createUserAsync(UserBean user) {
        return answers.createUserAsync(user);
    }

    @Override
    public CompletableFuture<UserBean> getUserAsync(long id) {
        return answers.getUserAsync(id);
    }

    @Override
    public CompletableFuture<PageBean> listUserAsync(int pageNo) {
        return answers.listUserAsync(pageNo);
    }
}
