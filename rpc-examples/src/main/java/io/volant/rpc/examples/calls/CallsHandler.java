package io.volant.rpc.examples.calls;

import io.volant.rpc.CallContext;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The server's side. Thread-safe. */
final class CallsHandler implements CallsService {
    private static final int BALANCE = 100;

    private final Gate gate;
    private final CompletableFuture<CallsService> next = new CompletableFuture<>();
    private final Queue<CompletableFuture<String>> guests = new ConcurrentLinkedQueue<>();
    private final AtomicInteger arrived = new AtomicInteger();

    CallsHandler(Gate gate) {
        this.gate = gate;
    }

    /** The service that handlers call in their turn. */
    void callsOnto(CallsService service) {
        next.complete(service);
    }

    @Override
    public String echo(String text) {
        gate.write("echo " + text);
        return text;
    }

    @Override
    public CompletableFuture<String> meet(int callers) {
        CompletableFuture<String> guest = new CompletableFuture<>();
        guests.add(guest);
        if (arrived.incrementAndGet() == callers) {
            guests.forEach(each -> each.complete("all " + callers + " met"));
        }
        return guest;
    }

    @Override
    public void note(String text) {
        gate.pass(text);
        gate.write("noted " + text);
    }

    @Override
    public int withdraw(int amount) throws OverdrawnException {
        if (amount > BALANCE) {
            throw new OverdrawnException("there are " + BALANCE + ", not " + amount);
        }
        return BALANCE - amount;
    }

    @Override
    public int divide(int dividend, int divisor) {
        return dividend / divisor;
    }

    @Override
    public String hold(String name) {
        gate.pass(name);
        return name + " passed";
    }

    @Override
    public CompletableFuture<String> holdForever(String name) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        answer.whenComplete((value, error) -> gate.write((answer.isCancelled() ? "cancelled " : "ended ") + name));
        gate.write("waiting " + name);
        return answer;
    }

    @Override
    public long millisLeft() {
        return TimeUnit.NANOSECONDS.toMillis(CallContext.current().deadline().remainingNanos());
    }

    @Override
    public long millisLeftBehind() {
        return next.join().millisLeft();
    }

    @Override
    public String hello() {
        CallContext call = CallContext.current();
        boolean german = call.metadata().get("language").orElse("en").equals("de");
        call.addReplyMetadata("language", german ? "de" : "en");
        return german ? "Grüß Gott" : "Hello";
    }
}
