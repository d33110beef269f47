package io.volant.rpc.transport;

import io.volant.rpc.CallRoom;
import io.volant.rpc.CallTimeline;
import io.volant.rpc.CodecException;
import io.volant.rpc.Deadline;
import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.Payload;
import io.volant.rpc.Peer;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.ResponseFuture;
import io.volant.rpc.Status;
import io.volant.rpc.Ticker;
import io.volant.rpc.VolantRuntime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands the calls of one connection to their services and brings back what becomes of them.
 *
 * <p>Confined to the event loop, but for {@link #onEnded}.
 */
final class CallRunner {
    private final Link<?> link;
    private final VolantRuntime runtime;
    private final Executor listeners;
    private final Peer peer;
    private final Inflation inflation;
    private final ReplyWriter writer;
    private final Backlog backlog;
    private final CallRoom room;
    private final BooleanSupplier over;
    private long latestNanos; // the latest reading of the ticker that is known here

    /** A runner that brings back no answer of a handler once {@code over} says so: then whoever asked has been answered. */
    CallRunner(
            Link<?> link,
            VolantRuntime runtime,
            Peer peer,
            Agreement agreement,
            BodyCompression compression,
            Backlog backlog,
            BooleanSupplier over) {
        this.link = link;
        this.runtime = runtime;
        this.listeners = executorOf(runtime);
        this.peer = peer;
        this.writer = new ReplyWriter(agreement, compression);
        this.backlog = backlog;
        this.room = CallRoom.unless(backlog::full);
        this.inflation = new Inflation(link, compression, runtime);
        this.over = over;
        this.latestNanos = runtime.ticker().nanoTime();
    }

    /** Runs a call of which all bytes have come. */
    void start(RunningCall call, Payload body) {
        call.complete = true;
        link.hurry();
        long arrivedNanos = link.readNanos();
        if (call.encoding == 0) {
            if (latestNanos - arrivedNanos < 0) {
                latestNanos = arrivedNanos;
            }
            begin(call, body, arrivedNanos);
            return;
        }
        inflation.start(
                body,
                call.encoding,
                call.originalLength,
                original -> {
                    latestNanos = runtime.ticker().nanoTime();
                    begin(call, original, arrivedNanos);
                },
                fault -> call.accept(Response.failure(unreadable(call, fault)), null));
    }

    private static Failure unreadable(RunningCall call, CodecException fault) {
        String message = call.method + ": " + fault.getMessage() + ". " + Outcome.REJECTED.sentence();
        return Failure.of(RequestGate.statusOf(fault), Outcome.REJECTED, message);
    }

    private void begin(RunningCall call, Payload body, long arrivedNanos) {
        if (call.askedAgain && call.epoch != null) {
            call.epoch.ask(call, body);
        } else {
            invoke(call, body, arrivedNanos);
        }
    }

    /** Runs a call that was asked again and had not run. Any thread. */
    void runLater(RunningCall call, Payload body) {
        link.loop().execute(() -> {
            latestNanos = runtime.ticker().nanoTime();
            invoke(call, body, latestNanos);
        });
    }

    private void invoke(RunningCall call, Payload body, long arrivedNanos) {
        Request request = Request.incoming(
                        call.method,
                        call.service.codec(),
                        body,
                        call.metadata,
                        new Deadline(call.deadlineNanos, runtime.ticker()),
                        arrivedNanos,
                        call.scope,
                        peer)
                .withPriority(call.priority)
                .in(room);
        request.takenUp(latestNanos);
        call.request = request;
        CompletableFuture<Response> answer = call.service.invoker().invokeSafely(request);
        if (answer.isDone() && !answer.isCompletedExceptionally()) {
            latestNanos = later(request, arrivedNanos);
            call.accept(answer.join(), null);
        } else {
            if (request.queueMicros() != CallTimeline.UNKNOWN) { // its handler has begun, and here for all we know
                latestNanos = runtime.ticker().nanoTime();
            }
            ResponseFuture.listen(answer, call);
        }
    }

    /** When a call that has ended here ended, as whoever ran it read the clock. */
    private long later(Request request, long arrivedNanos) {
        int micros = request.queueMicros() + request.executeMicros();
        boolean timed = request.executeMicros() != CallTimeline.UNKNOWN;
        return timed
                ? arrivedNanos + TimeUnit.MICROSECONDS.toNanos(micros)
                : runtime.ticker().nanoTime();
    }

    /** By which the calls are timed. */
    Ticker ticker() {
        return runtime.ticker();
    }

    /** The call has ended: prepares its reply, here, on whatever thread that is, and hands it to the event loop. */
    void onEnded(RunningCall call, @Nullable Response response, @Nullable Throwable error) {
        try {
            if (over.getAsBoolean() && !neverRan(response)) {
                call.tellEpochOfNoReply();
                return;
            }
            call.reply = backlog.charge(writer.reply(call, response, error));
        } finally {
            call.release();
        }
        link.submit(call);
    }

    /** Answers a call that was asked again with what an earlier attempt was answered, where these compressors were agreed on. Any thread. */
    void answer(RunningCall call, Reply earlier, List<String> compressors) {
        end(call, writer.again(call, earlier, compressors, runtime.ticker().nanoTime()));
    }

    /** Answers a call that did not run. Any thread. */
    void refuse(RunningCall call, Failure failure) {
        end(call, Reply.refusal(call.id, failure));
    }

    private void end(RunningCall call, Reply reply) {
        call.release();
        call.reply = backlog.charge(reply);
        link.submit(call);
    }

    /** What is certain of a call is worth more than that the server shuts down. */
    private static boolean neverRan(@Nullable Response response) {
        return response != null
                && !response.isSuccess()
                && response.failure().outcome().notExecuted();
    }

    /** Tells the handler that it works for nobody: at once where it asks, elsewhere where it listens, for that may block. */
    void cancel(RunningCall call, Status reason) {
        call.scope.cancel(reason, listeners);
    }

    private static Executor executorOf(VolantRuntime runtime) {
        return task -> {
            try {
                runtime.executor().execute(task);
            } catch (RejectedExecutionException | IllegalStateException e) {
                task.run(); // nowhere else to run it
            }
        };
    }
}
