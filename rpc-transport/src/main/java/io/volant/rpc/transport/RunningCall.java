package io.volant.rpc.transport;

import io.volant.rpc.ByteBudget;
import io.volant.rpc.CallScope;
import io.volant.rpc.ExportedService;
import io.volant.rpc.Failure;
import io.volant.rpc.Metadata;
import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.Payload;
import io.volant.rpc.Priority;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.Status;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A call that a server has read and that has not ended: it is assembled, waits, or runs.
 *
 * <p>Confined to the event loop, but for {@link #accept}, which whatever thread ends the call calls.
 */
final class RunningCall implements Submission, BiConsumer<@Nullable Response, @Nullable Throwable> {
    final int id;
    final boolean oneway;
    final ExportedService service;
    final MethodDescriptor method;
    final Metadata metadata;
    final Priority priority;
    final short encoding; // narrow: what the object has room for beside its other fields
    final int originalLength;
    final long arrivedNanos;
    final long deadlineNanos;
    final CallScope scope = new CallScope();

    /** The calls among which it must run once; null where it need not. */
    @Nullable
    EpochCalls epoch;

    /** Its number among them. */
    long sequence;

    /** It was sent before, over another connection. */
    boolean askedAgain;

    private final ServerCalls calls;
    private @Nullable Submission next;

    /** All its bytes have come. */
    boolean complete;

    /** What its service was given; null until then. */
    @Nullable
    Request request;

    /** Nobody waits for its answer any more. */
    boolean abandoned;

    /** It was cancelled too soon for a client that wants answers. */
    boolean cancelledYoung;

    /** Its scope was told that its time is over. */
    boolean expired;

    /** Bytes that it holds of those that all calls may hold: the loop's until all of the call has come, then whoever's who ends it. */
    private long held;

    private @Nullable ByteBudget holdsOf;

    /** What is to be sent, once it has ended. */
    @Nullable
    Reply reply;

    RunningCall(
            ServerCalls calls,
            FrameHeader frame,
            ExportedService service,
            MethodDescriptor method,
            Metadata metadata,
            Priority priority,
            long arrivedNanos,
            long deadlineNanos) {
        this.calls = calls;
        this.id = frame.callId();
        this.oneway = frame.type() == FrameType.ONEWAY;
        this.service = service;
        this.method = method;
        this.metadata = metadata;
        this.priority = priority;
        this.encoding = (short) frame.encoding();
        this.originalLength = frame.originalLength();
        this.arrivedNanos = arrivedNanos;
        this.deadlineNanos = deadlineNanos;
    }

    /** It must run once, and was made as call number {@code sequence} over the connection of {@code epoch}. */
    void isOf(EpochCalls epoch, long sequence, boolean askedAgain) {
        this.epoch = epoch;
        this.sequence = sequence;
        this.askedAgain = askedAgain;
    }

    /** Its answer is there; {@code own} are the calls of its connection. */
    void tellEpoch(Reply reply, @Nullable EpochCalls own) {
        EpochCalls among = epoch;
        if (among == null) {
            return;
        }
        if (among == own) {
            among.onEnded(this, reply);
        } else if (request != null) { // it was executed here
            among.onEndedElsewhere(this, reply);
        }
    }

    /** It has ended, and its reply goes nowhere. Any thread. */
    void tellEpochOfNoReply() {
        EpochCalls among = epoch;
        if (among != null) {
            among.onEndedUnheard(this);
        }
    }

    /** Holds so many bytes of {@code budget}, which were reserved for it, until {@link #release}. */
    void hold(long bytes, ByteBudget budget) {
        held = bytes;
        holdsOf = budget;
    }

    /** Gives back what the call holds, the first time. */
    void release() {
        ByteBudget budget = holdsOf;
        if (budget != null) {
            holdsOf = null;
            budget.giveBack(held);
        }
    }

    /** The call has ended. */
    @Override
    public void accept(@Nullable Response response, @Nullable Throwable error) {
        calls.runner().onEnded(this, response, error);
    }

    /** Tells its handler that nobody waits for it. Any thread. */
    void cancel(Status reason) {
        calls.runner().cancel(this, reason);
    }

    /** Answers it with the reply to an earlier attempt, made where these compressors were agreed on. Any thread. */
    void answer(Reply earlier, List<String> compressors) {
        calls.runner().answer(this, earlier, compressors);
    }

    /** Answers it without having run it. Any thread. */
    void refuse(Failure failure) {
        calls.runner().refuse(this, failure);
    }

    /** Runs it as if it had not been sent before. Any thread. */
    void run(Payload body) {
        calls.runner().runLater(this, body);
    }

    @Override
    public @Nullable Submission next() {
        return next;
    }

    @Override
    public void next(@Nullable Submission next) {
        this.next = next;
    }

    @Override
    public void onLoop() {
        calls.onEnded(this);
    }

    @Override
    public void onLoopGone() { // and the connection with it
        if (reply != null) {
            reply.onDropped();
        }
    }
}
