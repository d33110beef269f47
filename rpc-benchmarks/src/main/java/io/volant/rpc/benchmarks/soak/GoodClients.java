package io.volant.rpc.benchmarks.soak;

import io.volant.rpc.MethodStats;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.Status;
import io.volant.rpc.benchmarks.load.Question;
import io.volant.rpc.examples.user.UserService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that do nothing wrong, over two connections that stay open: blocking, asynchronous, one-way and large calls. Every
 * answer is checked.
 */
final class GoodClients implements AutoCloseable {
    static final int CONNECTIONS = 2;

    private static final Duration PATIENCE = Duration.ofMinutes(1); // the machine may be busy, and no call may fail
    private static final List<Question> QUESTIONS = List.of(Question.values());
    private static final int BLOCKING = 3;
    private static final int IN_FLIGHT = 32;
    private static final int TOUCHES = 50;
    private static final int LARGEST_BITS = 21;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final RpcClient small;
    private final RpcClient large;
    private final UserService users;
    private final Blobs blobs;
    private final AtomicLong touched = new AtomicLong();

    private GoodClients(RpcClient small, RpcClient large) {
        this.small = small;
        this.large = large;
        this.users = small.stub(UserService.class);
        this.blobs = large.stub(Blobs.class);
    }

    static GoodClients connect(String address) {
        return new GoodClients(client(address), client(address));
    }

    private static RpcClient client(String address) {
        return RpcClient.builder()
                .address(address)
                .connectTimeout(PATIENCE)
                .timeout(PATIENCE)
                .connections(1) // the judge counts them
                .connect();
    }

    /** Calls for so long, and until all calls have ended. */
    void run(Duration time, long seed, Tally tally) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        Semaphore slots = new Semaphore(IN_FLIGHT);
        List<Thread> threads = new ArrayList<>();
        for (int n = 0; n < BLOCKING; n++) {
            threads.add(repeat(new Random(seed + n), end, tally, random -> ask(random, tally)));
        }
        threads.add(repeat(new Random(seed + BLOCKING), end, tally, random -> send(random, slots, tally)));
        threads.add(repeat(new Random(seed - 1), end, tally, random -> exchange(random, tally)));
        threads.add(repeat(new Random(seed - 2), end, tally, random -> touch(random, tally)));
        for (Thread thread : threads) {
            thread.join();
        }
        if (!slots.tryAcquire(IN_FLIGHT, 2 * PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            tally.lost(IN_FLIGHT - slots.availablePermits(), "an asynchronous call that never ended");
        }
    }

    /** One-way calls that were sent since the start. */
    long touched() {
        return touched.get();
    }

    long connections() {
        return small.stats().connections().open() + large.stats().connections().open();
    }

    /** How often a connection that was to stay was opened again. */
    long reconnections() {
        return small.stats().connections().opened()
                + large.stats().connections().opened()
                - CONNECTIONS;
    }

    /** Calls that have not ended. */
    long running() {
        return unfinished(small) + unfinished(large);
    }

    private static long unfinished(RpcClient client) {
        return client.stats().methods().stream()
                .mapToLong(MethodStats::inFlight)
                .sum();
    }

    private void ask(Random random, Tally tally) {
        Question question = QUESTIONS.get(random.nextInt(QUESTIONS.size()));
        int number = random.nextInt(Integer.MAX_VALUE);
        long start = System.nanoTime();
        boolean right = question.ask(users, number);
        tally.took(System.nanoTime() - start);
        tally.answered(right, question.method());
    }

    private void send(Random random, Semaphore slots, Tally tally) throws InterruptedException {
        slots.acquire();
        int number = random.nextInt(Integer.MAX_VALUE);
        Question.askExistUser(users, number).whenComplete((exists, error) -> {
            if (error == null) {
                tally.answered(Question.isRight(number, exists), "existUserAsync");
            } else {
                tally.failed(String.valueOf(error));
            }
            slots.release();
        });
    }

    /** Sizes of all magnitudes; a large message may find the server's room taken by those of others, and tries again. */
    private void exchange(Random random, Tally tally) {
        int length = random.nextInt(1 << (1 + random.nextInt(LARGEST_BITS)));
        boolean make = random.nextBoolean();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                exchange(length, make, tally);
                return;
            } catch (RpcException e) {
                boolean noRoom = e.status() == Status.OVERLOADED && e.outcome().notExecuted();
                if (!noRoom || System.nanoTime() - end > 0) {
                    throw e;
                }
                tally.refused();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void exchange(int length, boolean make, Tally tally) {
        if (make) {
            tally.answered(Blobs.isRight(length, blobs.make(length)), "make(" + length + ")");
        } else {
            tally.answered(Blobs.isRight(length, blobs.echo(Blobs.content(length))), "echo of " + length + " bytes");
        }
    }

    /** Not more at once than the server can take in, which an answered call behind them shows. */
    private void touch(Random random, Tally tally) {
        for (int n = 0; n < TOUCHES; n++) {
            users.touch(n);
            touched.incrementAndGet();
        }
        ask(random, tally);
    }

    private static Thread repeat(Random random, long end, Tally tally, Call call) {
        Thread thread = new Thread(
                () -> {
                    while (System.nanoTime() - end < 0) {
                        try {
                            call.make(random);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                            return;
                        } catch (RuntimeException e) {
                            tally.failed(e.toString());
                        }
                    }
                },
                "good-client");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() {
        large.close();
        small.close();
    }

    @FunctionalInterface
    private interface Call {
        void make(Random random) throws InterruptedException;
    }
}
