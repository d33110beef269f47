package io.volant.rpc.transport;

import io.volant.rpc.Invoker;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.contract.Events;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service whose calls end when the test says so. */
final class Held implements Invoker {
    record Call(Request request, CompletableFuture<Response> response) {
        void answer() {
            response.complete(TestServer.answer(request, request.arguments()[0]));
        }
    }

    final List<Call> calls = new CopyOnWriteArrayList<>();

    @Override
    public CompletableFuture<Response> invoke(Request request) {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        calls.add(new Call(request, answer));
        return answer;
    }

    /** The n-th call, from 0, waited for. */
    Call call(int n) {
        Events.until("call " + n + " arrives", () -> calls.size() > n);
        return calls.get(n);
    }
}
