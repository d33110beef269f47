package io.volant.rpc.benchmarks.peers;

import com.alipay.remoting.InvokeCallback;
import com.alipay.remoting.exception.RemotingException;
import com.alipay.remoting.rpc.RpcClient;
import io.volant.rpc.benchmarks.peer.BeanFutures;
import io.volant.rpc.benchmarks.peer.PageBean;
import io.volant.rpc.benchmarks.peer.UserBean;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The client's end: calls that wait, and callbacks that complete futures. */
final class BoltUsers implements BeanFutures {
    private static final int TIMEOUT_MILLIS = 30_000;

    private final RpcClient client;
    private final String address;

    BoltUsers(RpcClient client, String address) {
        this.client = client;
        this.address = address;
    }

    @Override
    public boolean existUser(String email) {
        return (Boolean) call(BoltQuestion.existUser(email));
    }

    @Override
    public boolean createUser(UserBean user) {
        return (Boolean) call(BoltQuestion.createUser(user));
    }

    @Override
    public UserBean getUser(long id) {
        return (UserBean) call(BoltQuestion.getUser(id));
    }

    @Override
    public PageBean listUser(int pageNo) {
        return (PageBean) call(BoltQuestion.listUser(pageNo));
    }

    @Override
    public byte[] echo(byte[] content) {
        return (byte[]) call(BoltQuestion.echo(content));
    }

    @Override
    public byte[] bulk(int length) {
        return (byte[]) call(BoltQuestion.bulk(length));
    }

    @Override
    public CompletableFuture<Boolean> existUserAsync(String email) {
        return start(BoltQuestion.existUser(email), Boolean.class);
    }

    @Override
    public CompletableFuture<Boolean> createUserAsync(UserBean user) {
        return start(BoltQuestion.createUser(user), Boolean.class);
    }

    @Override
    public CompletableFuture<UserBean> getUserAsync(long id) {
        return start(BoltQuestion.getUser(id), UserBean.class);
    }

    @Override
    public CompletableFuture<PageBean> listUserAsync(int pageNo) {
        return start(BoltQuestion.listUser(pageNo), PageBean.class);
    }

    private Object call(BoltQuestion question) {
        try {
            return client.invokeSync(address, question, TIMEOUT_MILLIS);
        } catch (RemotingException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private <T> CompletableFuture<T> start(BoltQuestion question, Class<T> type) {
        Completion<T> completion = new Completion<>(type);
        try {
            client.invokeWithCallback(address, question, completion, TIMEOUT_MILLIS);
        } catch (RemotingException e) {
            completion.onException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            completion.onException(e);
        }
        return completion.future;
    }

    /** Completes a future on the thread that the answer comes on. */
    private static final class Completion<T> implements InvokeCallback {
        private final Class<T> type;
        private final CompletableFuture<T> future = new CompletableFuture<>();

        Completion(Class<T> type) {
            this.type = type;
        }

        @Override
        public void onResponse(Object result) {
            future.complete(type.cast(result));
        }

        @Override
        public void onException(Throwable error) {
            future.completeExceptionally(error);
        }

        @Override
        public Executor getExecutor() {
            return null; // the library's way of saying: the thread that the answer comes on
        }
    }
}
