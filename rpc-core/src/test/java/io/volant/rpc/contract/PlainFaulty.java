package io.volant.rpc.contract;

import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.RpcException;
import io.volant.rpc.Status;
import io.volant.rpc.contract.ErrorsContract.Closed;
import io.volant.rpc.contract.ErrorsContract.Refused;
import io.volant.rpc.contract.ErrorsContract.RefusedForGood;
import io.volant.rpc.contract.ErrorsContract.SoldOut;
import io.volant.rpc.contract.ErrorsContract.Unknown;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Throws in every way that a handler can. */
final class PlainFaulty implements ErrorsContract.Faulty {
    @Override
    public String ok() {
        return "ok";
    }

    @Override
    public String refusedForGood(String message) throws Refused {
        throw new RefusedForGood(message);
    }

    @Override
    public String anything(String message) {
        throw new NoSuchElementException(message);
    }

    @Override
    public String soldOut(String message) throws SoldOut {
        throw new SoldOut(message);
    }

    @Override
    public String closed(String message) throws Closed {
        throw new Closed(message, new IllegalStateException("a cause that stays on the server"));
    }

    @Override
    public String unknown() {
        throw new Unknown();
    }

    @Override
    public CompletableFuture<String> soldOutLater(String message) {
        return CompletableFuture.failedFuture(new CompletionException(new SoldOut(message)));
    }

    @Override
    public CompletableFuture<String> undeclaredLater(String message) {
        return CompletableFuture.supplyAsync(() -> undeclared(message));
    }

    @Override
    public String undeclared(String message) {
        throw new UnsupportedOperationException(message);
    }

    @Override
    public String overflow() {
        return deeper(0);
    }

    private static String deeper(int depth) {
        return depth < 0 ? "" : deeper(depth + 1) + depth;
    }

    @Override
    @SuppressWarnings("NullAway")
    public CompletableFuture<String> noFuture() {
        return null;
    }

    @Override
    public CompletableFuture<String> cancelledFuture() {
        CompletableFuture<String> future = new CompletableFuture<>();
        future.cancel(true);
        return future;
    }

    @Override
    public String denied() {
        throw new RpcException(Failure.of(Status.PERMISSION_DENIED, Outcome.REJECTED, "not you"));
    }

    @Override
    public List<String> mixed() {
        return ErrorsContract.withAnInteger();
    }

    @Override
    public void take(List<String> strings) {
        throw new AssertionError("arguments that cannot be sent arrived");
    }
}
