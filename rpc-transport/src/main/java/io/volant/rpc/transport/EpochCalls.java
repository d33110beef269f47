package io.volant.rpc.transport;

import io.netty.channel.EventLoop;
import io.volant.rpc.Alarm;
import io.volant.rpc.AskedAgain;
import io.volant.rpc.Payload;
import io.volant.rpc.Status;
import io.volant.rpc.WireMeter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one connection that must run once, for as long as they may be asked again: while the connection lives, and for a minute
 * after it has ended.
 *
 * <p>A call that is asked again waits for the end of its first execution where that goes on, is given the reply of one that has ended,
 * and is executed where its first attempt was never read. Of whatever else it may have been, it is refused: it may have been executed.
 * The first that asks also ends the connection, of which its client expects nothing any more, so that no first attempt is read after
 * the second.
 *
 * <p>Confined to one thread, the event loop of the connection, also when that has ended; but for {@link #ask} and {@link #onEndedElsewhere}.
 */
final class EpochCalls {
    /** How long a connection that has ended is known. */
    static final long KNOWN_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** A reply that its client has not acknowledged is kept once to twice as long. */
    static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final long SHORTEST_WATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_WATCH_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int MOST_REPEATS = 8_192;

    private final Epoch epoch;
    private final ServerEpochs all;
    private final List<String> compressors;
    private final RunningCalls running;
    private final Executor loop;
    private final Alarm alarm;
    private final WireMeter meter;
    private final KeptReplies kept;
    private final int largest; // reply that is sent in one frame
    private final Map<Long, Repeat> repeats = new HashMap<>(0);
    private final Set<Long> ranElsewhere = new HashSet<>(0); // calls whose first attempt was not read
    private final Set<Long> incomplete = new HashSet<>(0); // calls that were broken off
    private @Nullable Runnable leave; // ends the connection; null once it has
    private long highest; // sequence that was read
    private @Nullable Future<?> forgetting;
    private boolean sweeping;
    private boolean forgotten;
    private boolean over; // the server ends, and replies go nowhere

    /** Those of a connection that begins; null where its sides did not agree that calls may be asked again. */
    static @Nullable EpochCalls of(Link<?> link, ServerEpochs all, Agreement agreement, RunningCalls running) {
        if (!agreement.has(Features.ONE_EXECUTION)) {
            return null;
        }
        EventLoop loop = link.loop(); // which outlives the link
        return new EpochCalls(
                agreement.epoch(),
                all,
                agreement.compressors(),
                agreement.sendableFragment(),
                running,
                loop,
                (nanos, task) -> loop.schedule(task, nanos, TimeUnit.NANOSECONDS),
                () -> link.endQuietly("its client asks again for its calls over another connection"));
    }

    /**
     * Those of a connection that begins.
     *
     * @param compressors agreed on
     * @param largest replies that are longer are sent in several frames, and not kept
     * @param running its calls
     * @param leave ends it
     */
    EpochCalls(
            Epoch epoch,
            ServerEpochs all,
            List<String> compressors,
            int largest,
            RunningCalls running,
            Executor loop,
            Alarm alarm,
            Runnable leave) {
        this.epoch = epoch;
        this.all = all;
        this.compressors = compressors;
        this.largest = largest;
        this.running = running;
        this.loop = loop;
        this.alarm = alarm;
        this.leave = leave;
        this.meter = all.meter();
        this.kept = new KeptReplies(all.room());
        all.add(epoch, this);
    }

    /** What the elements of a call say that must run once. A {@link CallFault} where it is not the next one of the connection. */
    void onFirst(ExecutionExtension said) {
        kept.acknowledge(said.acknowledged());
        if (said.epoch() != null) {
            if (said.epoch().equals(epoch)) { // it would wait for itself
                throw new CallFault(
                        Rule.EXECUTION,
                        Status.INVALID_ARGUMENT,
                        "epoch: that of this connection (expected: that of another one, which was lost)");
            }
            return;
        }
        if (said.sequence() <= highest) {
            throw new CallFault(
                    Rule.SEQUENCE,
                    Status.INVALID_ARGUMENT,
                    "sequence: " + said.sequence() + " (expected: above " + highest + ", the last one)");
        }
        highest = said.sequence();
    }

    /** A call of this epoch has ended, and its reply is about to be sent. */
    void onEnded(RunningCall call, Reply reply) {
        if (!call.abandoned && !forgotten && reply.body().length() <= largest) {
            kept.add(call.sequence, reply);
            sweepLater();
        }
        if (!repeats.isEmpty()) {
            Repeat repeat = repeats.remove(call.sequence);
            if (repeat != null) {
                repeat.askers().forEach(asker -> asker.answer(reply, compressors));
            }
        }
    }

    /** As {@link #onEnded}, of a call that ran for another connection. Any thread. */
    void onEndedElsewhere(RunningCall call, Reply reply) {
        onLoop(() -> onEnded(call, reply));
    }

    /** As {@link #onEnded}, of a call whose reply nobody gets since the server shuts down, not even whoever asked again. Any thread. */
    void onEndedUnheard(RunningCall call) {
        onLoop(() -> {
            over = true;
            if (leave == null
                    && !call.askedAgain) { // otherwise the end of the connection, or of who asked, sees to that
                running.remove(call.id);
            }
            Repeat repeat = repeats.remove(call.sequence);
            if (repeat != null) {
                repeat.askers().forEach(RunningCall::release);
            }
        });
    }

    /**
     * The connection has ended; calls that run go on until their deadlines.
     *
     * @param done nobody will ask for them: all is forgotten at once
     */
    void onConnectionEnd(boolean done) {
        leave = null;
        if (done) {
            forget();
            return;
        }
        for (RunningCall call : running.all()) {
            if (!call.complete) {
                running.remove(call.id);
                if (call.epoch == this) {
                    incomplete.add(call.sequence);
                }
            }
        }
        all.onEnded(epoch);
        forgetting = later(KNOWN_NANOS, this::forget);
        watchDeadlines(all.ticker().nanoTime());
    }

    private void watchDeadlines(long nowNanos) {
        if (running.size() > 0) {
            long left = running.earliest() - nowNanos;
            later(Math.max(SHORTEST_WATCH_NANOS, Math.min(left, LONGEST_WATCH_NANOS)), () -> {
                long now = all.ticker().nanoTime();
                running.expire(now, call -> call.cancel(Status.DEADLINE_EXCEEDED));
                if (running.all().stream().anyMatch(call -> !call.expired)) {
                    watchDeadlines(now);
                }
            });
        }
    }

    /** Somebody asks again for a call that was sent over the connection; {@code asker} holds its sequence. Any thread. */
    void ask(RunningCall asker, Payload body) {
        onLoop(() -> onAsked(asker, body));
    }

    private void onAsked(RunningCall asker, Payload body) {
        if (leave != null) {
            leave.run();
        }
        AskedAgain found = answer(asker, body);
        if (found == AskedAgain.FORGOTTEN) {
            asker.refuse(ServerEpochs.forgotten(asker.method));
        }
        meter.onAskedAgain(found);
    }

    private AskedAgain answer(RunningCall asker, Payload body) {
        if (over) {
            return AskedAgain.FORGOTTEN; // what it would join may have ended
        }
        long sequence = asker.sequence;
        Repeat repeat = repeats.get(sequence);
        RunningCall first = repeat == null ? running.ofSequence(this, sequence) : null;
        if (first != null) {
            repeat = new Repeat(first);
            repeats.put(sequence, repeat);
        }
        if (repeat != null) {
            repeat.join(asker);
            return AskedAgain.JOINED;
        }
        Reply reply = kept.find(sequence);
        if (reply != null) {
            asker.answer(reply, compressors);
            return AskedAgain.REPLAYED;
        }
        if (neverRan(sequence) && ranElsewhere.size() < MOST_REPEATS && !forgotten) {
            ranElsewhere.add(sequence);
            repeats.put(sequence, new Repeat(asker));
            asker.run(body);
            return AskedAgain.EXECUTED;
        }
        return AskedAgain.FORGOTTEN;
    }

    private boolean neverRan(long sequence) {
        return (sequence > highest || incomplete.contains(sequence)) && !ranElsewhere.contains(sequence);
    }

    private void sweepLater() {
        if (!sweeping) {
            sweeping = true;
            later(SWEEP_NANOS, () -> {
                sweeping = false;
                kept.sweep();
                if (!kept.isEmpty()) {
                    sweepLater();
                }
            });
        }
    }

    /** Nothing of this connection is known any more. */
    private void forget() {
        forgotten = true;
        all.forget(epoch);
        Future<?> due = forgetting;
        if (due != null) {
            due.cancel(false); // where it was made to forget before
        }
        kept.clear();
        ranElsewhere.clear();
        incomplete.clear();
    }

    /** As {@link #forget}, for which it had to make room. Any thread. */
    void forgetNow() {
        onLoop(this::forget);
    }

    private @Nullable Future<?> later(long nanos, Runnable task) {
        try {
            return alarm.after(nanos, task);
        } catch (RejectedExecutionException e) { // the runtime was closed, and all its connections
            return null;
        }
    }

    private void onLoop(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            // as above: nobody waits for an answer
        }
    }
}
