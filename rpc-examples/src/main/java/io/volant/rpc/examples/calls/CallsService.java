package io.volant.rpc.examples.calls;

import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import java.util.concurrent.CompletableFuture;

/** One method for each way in which a call can go. */
@RpcService
public interface CallsService {
    String echo(String text);

    /** Answers all callers when as many as {@code callers} have come. */
    CompletableFuture<String> meet(int callers);

    @RpcMethod(oneway = true)
    void note(String text);

    int withdraw(int amount) throws OverdrawnException;

    int divide(int dividend, int divisor);

    /** Answers when the gate opens, or gives up when the caller does. */
    String hold(String name);

    /** Is never answered, only cancelled. */
    CompletableFuture<String> holdForever(String name);

    /** How long the caller of this method still waits. */
    long millisLeft();

    /** What {@link #millisLeft} says to the handler of this method, which calls it. */
    long millisLeftBehind();

    /** The word for hello in the language that the metadata ask for; the metadata of the reply say which it is. */
    String hello();

    /** Runs where it is called. */
    default String echoTwice(String text) {
        return echo(text) + " " + echo(text);
    }
}
