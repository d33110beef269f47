package io.volant.rpc.transport;

import io.volant.rpc.Connection;
import io.volant.rpc.LostCall;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import java.util.concurrent.CompletableFuture;

/** A call that went out over a {@link NettyConnection} which has ended. */
record LostNettyCall(Request request, Execution execution) implements LostCall {
    @Override
    public boolean canAsk(Connection connection) {
        return connection instanceof NettyConnection netty && netty.knows(execution);
    }

    @Override
    public CompletableFuture<Response> askOver(Connection connection, Request again) {
        return ((NettyConnection) connection).askAgain(again, execution);
    }
}
