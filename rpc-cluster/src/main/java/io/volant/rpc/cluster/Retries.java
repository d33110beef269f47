package io.volant.rpc.cluster;

import io.volant.rpc.Alarm;
import io.volant.rpc.Dialer;
import io.volant.rpc.Hedge;
import io.volant.rpc.Interceptor;
import io.volant.rpc.Invoker;
import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.Randomness;
import io.volant.rpc.Request;
import io.volant.rpc.Ticker;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.DoubleSupplier;

/** Makes calls of one client again by its {@link RetryPolicy}, with a {@link RetryBudget} for each service. Thread-safe. */
final class Retries implements Interceptor, AutoCloseable {
    private final RetryPolicy policy;
    private final Ticker ticker;
    private final Alarm alarm;
    private final DoubleSupplier random;
    private final BiPredicate<Request, Tried> another;
    private final Set<RetryCall> between = ConcurrentHashMap.newKeySet(); // calls of which no attempt is under way
    private volatile boolean closed;
    private final Map<String, RetryBudget> budgets = new ConcurrentHashMap<>();
    private final Map<String, Throttle> throttles = new ConcurrentHashMap<>();
    private final Map<String, RecentTimes> times = new ConcurrentHashMap<>();

    /**
     * @param random from 0 to 1
     * @param another whether there is a server that a call did not go to yet
     */
    Retries(
            RetryPolicy policy,
            Ticker ticker,
            Alarm alarm,
            DoubleSupplier random,
            BiPredicate<Request, Tried> another) {
        this.policy = policy;
        this.ticker = ticker;
        this.alarm = alarm;
        this.random = random;
        this.another = another;
    }

    static Retries of(RetryPolicy policy, Dialer dialer, BiPredicate<Request, Tried> another) {
        return new Retries(
                policy,
                dialer.runtime().ticker(),
                Alarm.of(dialer.runtime()),
                () -> Randomness.ofThread().nextDouble(),
                another);
    }

    @Override
    public Invoker around(MethodDescriptor method, Invoker next) {
        return around(method, next, method.hedge());
    }

    Invoker around(MethodDescriptor method, Invoker next, Hedge hedge) {
        boolean once = policy.attempts() == 1 && method.attemptTimeout().isEmpty() && hedge.most() == 0;
        once &= policy.throttle() == 0;
        if (once || method.oneway()) {
            return next;
        }
        MethodRetries retries = new MethodRetries(method, next, this);
        return hedge.most() == 0 ? retries : new MethodHedges(retries, hedge, times(method, hedge));
    }

    /** Those of a method are the same for all stubs that ask for the same percentile. */
    private RecentTimes times(MethodDescriptor method, Hedge hedge) {
        double percentile = hedge.percentile().orElse(50);
        return times.computeIfAbsent(
                method.service() + '.' + method.signature() + " p" + percentile,
                key -> new RecentTimes(percentile, ticker.nanoTime()));
    }

    RetryPolicy policy() {
        return policy;
    }

    RetryBudget budget(String service) {
        return budgets.computeIfAbsent(service, name -> new RetryBudget(policy, ticker));
    }

    Throttle throttle(String service) {
        return throttles.computeIfAbsent(
                service, name -> new Throttle(policy.throttle(), budget(name)::calls, ticker, random));
    }

    /** The call waits for its next attempt. */
    void enter(RetryCall call) {
        between.add(call);
        if (closed) {
            call.onClose();
        }
    }

    /** It waits no more; false where it did not. */
    boolean leave(RetryCall call) {
        return between.remove(call);
    }

    /** Ends the calls that wait. */
    @Override
    public void close() {
        closed = true;
        List.copyOf(between).forEach(RetryCall::onClose);
    }

    Alarm alarm() {
        return alarm;
    }

    boolean another(Request request, Tried tried) {
        return another.test(request, tried);
    }

    /** Before an attempt by its number. */
    long backoffNanos(int attempt) {
        return policy.backoffNanos(attempt, random.getAsDouble());
    }
}
