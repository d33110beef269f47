package io.volant.rpc.examples.failover;

import static java.util.Objects.requireNonNull;

import io.volant.rpc.Outcome;
import io.volant.rpc.RpcException;
import java.time.Duration;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Customers that ask for prices and buy, at fixed times whether the answers before have come or not, and what came of it. {@link #shop} is
 * confined to one thread.
 */
final class Shopper {
    private static final int CALLS_PER_SECOND = 300;
    private static final int SALE_IN = 4;
    private static final long SLOW_NANOS = Duration.ofMillis(300).toNanos();
    private static final long ENDED_NANOS = Duration.ofSeconds(5).toNanos();

    private final boolean soon;
    private final BitSet denied = new BitSet(); // sales that were refused for certain; guarded by this, as what follows
    private final BitSet made = new BitSet();
    private int nextSale;
    private int calls;
    private int ended;
    private final Map<Trouble, Integer> errors = new EnumMap<>(Trouble.class);
    private String firstError = "";
    private int unknown;
    private int slow;
    private int wrong;

    /** @param firstSale the number of the first sale, none of which occurs twice in a run of the example */
    Shopper(boolean soon, int firstSale) {
        this.soon = soon;
        this.nextSale = firstSale;
    }

    static int priceOf(int article) {
        return article % 97 + 1;
    }

    /** Makes calls for so long, at each of the shops in turn, and waits for the last ones to end. */
    void shop(List<Shop> shops, long startNanos, Duration time) throws InterruptedException {
        int all = (int) (time.toMillis() * CALLS_PER_SECOND / 1_000);
        for (int i = 0; i < all; i++) {
            long due = startNanos + time.toNanos() * i / all;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            call(shops.get(i % shops.size()), i, Trouble.at(due - startNanos));
        }
        awaitEnd();
    }

    private void call(Shop shop, int i, Trouble trouble) {
        boolean sale = i / 3 % SALE_IN == 0; // of three in a row, so that each shop has some
        int number = sale ? beginSale() : i;
        synchronized (this) {
            calls++;
        }
        long start = System.nanoTime();
        CompletableFuture<Integer> answer =
                sale ? shop.sell(number) : soon ? shop.priceSoon(number) : shop.price(number);
        answer.whenComplete((price, error) -> end(sale, number, trouble, price, error, System.nanoTime() - start));
    }

    private synchronized int beginSale() {
        return nextSale++;
    }

    private synchronized void end(
            boolean sale, int number, Trouble trouble, @Nullable Integer price, @Nullable Throwable error, long nanos) {
        ended++;
        if (price != null) {
            answered(sale, number, price, nanos);
        } else {
            failed(sale, number, trouble, requireNonNull(error));
        }
        notifyAll();
    }

    private void answered(boolean sale, int number, int price, long nanos) {
        wrong += price == priceOf(number) ? 0 : 1;
        slow += nanos > SLOW_NANOS && !sale ? 1 : 0;
        if (sale) {
            made.set(number);
        }
    }

    private void failed(boolean sale, int number, Trouble trouble, Throwable error) {
        Outcome outcome = error instanceof RpcException rpc ? rpc.outcome() : Outcome.EXECUTED;
        if (sale && outcome == Outcome.UNKNOWN) {
            unknown++; // it must not be made again, and nobody knows
            return;
        }
        errors.merge(trouble, 1, Integer::sum);
        if (firstError.isEmpty()) {
            firstError = String.valueOf(error.getMessage()).lines().findFirst().orElse("");
        }
        if (sale && outcome.notExecuted()) {
            denied.set(number);
        }
    }

    private synchronized void awaitEnd() throws InterruptedException {
        long end = System.nanoTime() + ENDED_NANOS;
        while (ended < calls && System.nanoTime() - end < 0) {
            wait(100);
        }
        if (ended < calls) {
            errors.merge(Trouble.KILLED, calls - ended, Integer::sum); // those that never end are the worst
        }
    }

    synchronized int nextSale() {
        return nextSale;
    }

    /** Whether a sale ended with an answer. */
    synchronized boolean made(int sale) {
        return made.get(sale);
    }

    /** Whether a sale was certainly not made, as its caller was told. */
    synchronized boolean denied(int sale) {
        return denied.get(sale);
    }

    synchronized Column column(Step step) {
        return new Column(step, calls, errors, firstError, unknown, slow, wrong);
    }

    /**
     * What a step came to.
     *
     * @param errors calls that failed, but for those of {@code unknown}, by the trouble in which they began
     * @param firstError what the first of them said; empty where there is none
     * @param unknown sales of which nobody knows whether they were made
     * @param slow prices that came after 300 ms or later
     */
    record Column(
            Step step, int calls, Map<Trouble, Integer> errors, String firstError, int unknown, int slow, int wrong) {
        Column {
            errors = Map.copyOf(errors);
        }

        int errors(Trouble trouble) {
            return errors.getOrDefault(trouble, 0);
        }

        int allErrors() {
            return errors.values().stream().mapToInt(Integer::intValue).sum();
        }
    }
}
