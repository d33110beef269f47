package io.volant.rpc.cluster.discovery.registry;

import io.volant.rpc.CallContext;
import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.RpcException;
import io.volant.rpc.Status;
import io.volant.rpc.Ticker;
import io.volant.rpc.Warnings;
import io.volant.rpc.cluster.discovery.InstanceRules;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A registry at work: passes what is asked to the one thread to which its book, its watchers and its file belong. Thread-safe. */
final class RegistryDesk implements RegistryService, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RegistryDesk.class);
    private static final int SWEEPS_PER_LEASE = 20;
    private static final long SAVE_AFTER_MILLIS = 50; // so that many changes at once are written once
    private static final long PATIENCE_SECONDS = 10;

    private final Ticker ticker;
    private final @Nullable RegistryFile file;
    private final Warnings warnings;
    private final ScheduledThreadPoolExecutor thread;
    private final RegistryBook book; // of the thread, as all below
    private final Polls polls = new Polls();
    private boolean settled;
    private boolean saving;

    private RegistryDesk(@Nullable RegistryFile file, Duration lease, Ticker ticker) {
        this.ticker = ticker;
        this.file = file;
        this.warnings = new Warnings(ticker);
        this.thread = new ScheduledThreadPoolExecutor(1, RegistryDesk::thread);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        long life = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
        this.book = new RegistryBook(life, ticker, lease, RegistryRoom.DEFAULT);
    }

    /** @throws IOException if there is a file that cannot be read or written */
    static RegistryDesk open(@Nullable RegistryFile file, Duration lease, Ticker ticker) throws IOException {
        RegistryDesk desk = new RegistryDesk(file, lease, ticker);
        if (file != null) {
            List<LeaseRequest> restored = file.read();
            restored.forEach(desk.book::register);
            desk.book.takeChanged();
            file.write(desk.book.entries()); // now, while whoever starts it can be told
            log.info("event=registry_restored servers={}", restored.size());
        }
        long every = Math.max(1, lease.toMillis() / SWEEPS_PER_LEASE);
        desk.thread.scheduleWithFixedDelay(desk::sweep, every, every, TimeUnit.MILLISECONDS);
        return desk;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(null, task, "volant-registry", 0, false);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public CompletableFuture<LeaseAnswer> register(LeaseRequest request) {
        return ask(() -> book.register(request));
    }

    @Override
    public CompletableFuture<LeaseAnswer> renew(long lease) {
        return ask(() -> book.renew(lease));
    }

    @Override
    public CompletableFuture<Void> withdraw(LeaseRequest request) {
        return ask(() -> {
                    book.withdraw(request);
                    return true;
                })
                .thenAccept(done -> {});
    }

    @Override
    public CompletableFuture<List<String>> services() {
        return ask(book::services);
    }

    @Override
    public CompletableFuture<Optional<ServiceView>> watch(String service, Seen seen) {
        try {
            InstanceRules.checkService(service);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(new RpcException(Failure.of(
                    Status.INVALID_ARGUMENT, Outcome.REJECTED, e.getMessage() + ". " + Outcome.REJECTED.sentence())));
        }
        CompletableFuture<Optional<ServiceView>> answer = new CompletableFuture<>();
        run(
                () -> {
                    if (seen.equals(book.latest(service))) {
                        polls.add(service, seen, ticker.nanoTime() + ServiceView.HOLD.toNanos(), answer);
                    } else {
                        answer.complete(Optional.of(book.view(service)));
                    }
                },
                answer);
        CallContext.find().ifPresent(call -> call.onCancel(() -> run(() -> polls.forget(service, answer), answer)));
        return answer;
    }

    private <T> CompletableFuture<T> ask(Supplier<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        run(
                () -> {
                    T value = work.get();
                    tell();
                    answer.complete(value);
                },
                answer);
        return answer;
    }

    private void run(Runnable work, CompletableFuture<?> answer) {
        try {
            thread.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(closed());
        }
    }

    /** Tells the watchers what has changed, and sees to it that it is written down. */
    private void tell() {
        Set<String> changed = book.takeChanged();
        for (String service : changed) {
            polls.answer(service, book.view(service));
        }
        if (!changed.isEmpty() && file != null && !saving) {
            saving = true;
            thread.schedule(this::save, SAVE_AFTER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void save() {
        saving = false;
        if (file == null) {
            return;
        }
        try {
            file.write(book.entries());
        } catch (IOException e) {
            warnings.warn(log, "event=registry_file_failed why=\"{}\"", e.toString());
        }
    }

    private void sweep() {
        try {
            book.sweep();
            if (book.settled() && !settled) {
                settled = true;
                polls.services().forEach(service -> polls.answer(service, book.view(service)));
            }
            tell();
            polls.sweep(ticker.nanoTime());
        } catch (RuntimeException e) {
            log.error("event=registry_fault", e); // and goes on: the timer would not come back
        }
    }

    /** Lets time that has passed take effect; returns when it has. */
    void sweepNow() {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        run(
                () -> {
                    sweep();
                    done.complete(true);
                },
                done);
        done.join();
    }

    @Override
    public void close() {
        run(
                () -> {
                    polls.fail(closed());
                    save();
                },
                new CompletableFuture<>());
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                log.warn("event=registry_stuck seconds={}", PATIENCE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static RpcException closed() {
        return new RpcException(Failure.of(
                Status.UNAVAILABLE, Outcome.REJECTED, "the registry is shutting down. " + Outcome.REJECTED.sentence()));
    }
}
