package io.volant.rpc.benchmarks.soak;

import io.volant.rpc.RpcException;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The clients that are trouble, for one cycle: every kind visits again and again, on threads that end with the cycle. */
final class Crowd {
    private static final int LONGEST_VISIT_SECONDS = 90; // the JVM of a client to be killed may start slowly

    private final Map<Kind, Visitor> visitors;
    private final Tally tally;
    private final Map<Kind, Long> visits = new ConcurrentHashMap<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "crowd");
        thread.setDaemon(true);
        return thread;
    });

    /** What is wrong about their answers goes to {@code tally}. */
    Crowd(Map<Kind, Visitor> visitors, Tally tally) {
        this.visitors = visitors;
        this.tally = tally;
    }

    /** Lets them in; each thread takes its choices from a seed of its own. */
    void begin(long seed) {
        visitors.forEach((kind, visitor) -> {
            for (int n = 0; n < kind.atOnce(); n++) {
                Random random = new Random(31 * (31 * seed + kind.label().hashCode()) + n);
                threads.execute(() -> visitAgainAndAgain(kind, visitor, random));
            }
        });
    }

    /** Waits until the last visit is over; returns how many there were of each kind. */
    Map<Kind, Long> end() throws InterruptedException {
        over.countDown();
        threads.shutdown();
        if (!threads.awaitTermination(LONGEST_VISIT_SECONDS, TimeUnit.SECONDS)) {
            tally.lost(1, "a visit that was not over after " + LONGEST_VISIT_SECONDS + " s");
            threads.shutdownNow();
        }
        return Map.copyOf(visits);
    }

    private void visitAgainAndAgain(Kind kind, Visitor visitor, Random random) {
        try {
            do {
                visitOnce(kind, visitor, random);
            } while (!over.await(kind.pauseMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void visitOnce(Kind kind, Visitor visitor, Random random) throws InterruptedException {
        try {
            visitor.visit(random);
        } catch (IOException | RpcException e) {
            // turned away, as most of them should be
        } catch (AssertionError e) {
            tally.wrong(kind.label() + ": " + e.getMessage());
        } catch (RuntimeException e) {
            tally.failed(kind.label() + ": " + e);
        }
        visits.merge(kind, 1L, Long::sum);
    }
}
