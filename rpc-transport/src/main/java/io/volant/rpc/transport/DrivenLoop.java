package io.volant.rpc.transport;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.Future;
import io.volant.rpc.BlockingCaller;
import io.volant.rpc.Ticker;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event loop whose turns are made by a thread of its own or, for a while, by a caller that waits for its answer: {@link LoopOwner}
 * says by whom. Whoever makes a turn is the event loop meanwhile; what happens on it happens as on any other.
 */
final class DrivenLoop extends OwnLoop implements IoEventLoop, BlockingCaller.Loop {
    private static final Logger log = LoggerFactory.getLogger(DrivenLoop.class);
    private static final Ticker CLOCK = Ticker.system(); // by which threads wait, whatever calls are timed by
    private static final int TASKS_PER_TURN = 256;

    /** After which a caller looks whether it was interrupted; the tick of a connection with calls in flight comes sooner. */
    private static final long LONGEST_TURN = TimeUnit.MILLISECONDS.toNanos(11);

    private final IoHandler handler;
    private final LoopOwner owner;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Waiting waiting = new Waiting();
    private volatile boolean ending;
    private volatile boolean closed; // takes no more tasks

    private DrivenLoop(IoHandlerFactory io, ThreadFactory threads, int callsToDrive) {
        this.handler = io.newHandler(this);
        this.owner = new LoopOwner(threads.newThread(this::run), callsToDrive);
    }

    /** A loop whose own thread runs; {@code callsToDrive} as of {@link LoopOwner}. */
    static DrivenLoop start(IoHandlerFactory io, ThreadFactory threads, int callsToDrive) {
        DrivenLoop loop = new DrivenLoop(io, threads, callsToDrive);
        loop.owner.start();
        return loop;
    }

    /** The current thread is about to hand a call over; whether it will drive the loop for it, so that nobody else need be woken. */
    boolean callerDrives() {
        BlockingCaller caller = BlockingCaller.current();
        if (!owner.onCall(caller != null) || caller == null) {
            return false;
        }
        if (!StackRoom.isEnough()) { // a turn that stops in the middle spoils what it was about
            owner.summon();
            return false;
        }
        caller.willDrive(this);
        return true;
    }

    @Override
    public boolean drive(CompletableFuture<?> answer, long nanos) {
        Thread caller = Thread.currentThread();
        long end = CLOCK.nanoTime() + nanos;
        if (!owner.take(answer, nanos)) {
            return false;
        }
        try { // directly behind: the stack may end at any call
            if (!(answer instanceof PendingCall)) { // which ends on this loop; others may end anywhere
                answer.whenComplete((response, error) -> handler.wakeup());
            }
            waiting.answer = answer;
            runTasks();
            while (!answer.isDone() && !ending && !caller.isInterrupted() && end - CLOCK.nanoTime() > 0) {
                turn(Math.min(end - CLOCK.nanoTime(), LONGEST_TURN));
            }
            if (ending) {
                owner.summon();
            }
            return answer.isDone() || !ending;
        } catch (Throwable e) { // such as the want of memory
            owner.distrust();
            owner.summon();
            log.error("event=drive_failed thread={}", caller.getName(), e);
            return false;
        } finally {
            waiting.answer = null;
            owner.leave();
            summonForTasks();
        }
    }

    @Override
    public void onCallerBusy() {
        if (owner.isIdle()) {
            owner.summon();
        }
    }

    @Override
    public void onCallerGone() {
        if (summonForTasks()) {
            owner.distrust();
        }
    }

    /** Looks after {@link LoopOwner#leave} for what came before it without waking anybody. */
    private boolean summonForTasks() {
        boolean left = !tasks.isEmpty() && owner.isIdle();
        if (left) {
            owner.summon();
        }
        return left;
    }

    private void run() {
        handler.initialize();
        while (!ending) {
            turnOfOwn();
            if (owner.isWanted() && tasks.isEmpty() && !ending) {
                owner.release();
                if (tasks.isEmpty() || !owner.retake()) {
                    owner.standBy();
                }
            }
        }
        end();
    }

    private void turnOfOwn() {
        try {
            turn(Long.MAX_VALUE);
        } catch (Throwable e) { // the connections of others must not end with it
            log.error("event=loop_turn_failed", e);
            LockSupport.parkNanos(LONGEST_TURN); // it may come back at once
        }
    }

    /** Waits for I/O, unless there is no time for that or something else to do, and does all that can be done. */
    private void turn(long mostNanos) {
        waiting.mostNanos = mostNanos;
        handler.run(waiting);
        runTasks();
    }

    private void runTasks() {
        fetchFromScheduledTaskQueue(tasks);
        for (int n = 0; n < TASKS_PER_TURN; n++) {
            Runnable task = tasks.poll();
            if (task == null) {
                return;
            }
            safeExecute(task);
        }
    }

    private void end() {
        try {
            cancelScheduledTasks();
            runAllTasks();
            handler.prepareToDestroy();
            runAllTasks();
        } finally {
            closed = true;
            runAllTasks();
            handler.destroy();
            ended.trySuccess(this);
        }
    }

    private void runAllTasks() {
        while (!tasks.isEmpty()) {
            runTasks();
        }
    }

    @Override
    public boolean inEventLoop(Thread thread) {
        return owner.is(thread);
    }

    @Override
    public void execute(Runnable task) {
        add(task);
        if (!inEventLoop() && owner.mustBeWoken()) {
            handler.wakeup();
        }
    }

    /** As {@link #execute}, but wakes nobody when nobody has the loop: the current thread will drive it. */
    @Override
    public void lazyExecute(Runnable task) {
        add(task);
        if (!inEventLoop() && !owner.isIdle()) {
            handler.wakeup();
        }
    }

    private void add(Runnable task) {
        tasks.add(task);
        if (closed && tasks.remove(task)) {
            throw new RejectedExecutionException("the event loop has ended");
        }
    }

    @Override
    public DrivenLoop next() {
        return this;
    }

    @Override
    public IoEventLoopGroup parent() {
        return this;
    }

    @Override
    public Future<IoRegistration> register(IoHandle handle) {
        return inEventLoop() ? registerNow(handle) : submit(() -> handler.register(handle));
    }

    private Future<IoRegistration> registerNow(IoHandle handle) {
        try {
            return newSucceededFuture(handler.register(handle));
        } catch (Exception e) {
            return newFailedFuture(e);
        }
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return handler.isCompatible(handleType);
    }

    @Override
    public boolean isIoType(Class<? extends IoHandler> handlerType) {
        return handler.getClass().equals(handlerType);
    }

    /** Ends without a quiet period: what waits for its time is cancelled, and other tasks that were handed over still run. */
    @Override
    public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
        if (!ending) {
            ending = true;
            execute(() -> {}); // ends a wait
        }
        return ended;
    }

    @Override
    public boolean isShuttingDown() {
        return ending;
    }

    /** How long a turn waits for I/O. */
    private final class Waiting implements IoHandlerContext {
        private long mostNanos;
        private @Nullable CompletableFuture<?> answer; // that the caller who makes the turn waits for

        /** Asked once more by who is about to sleep, so that an answer is noticed whose wake-up came just before. */
        @Override
        public boolean canBlock() {
            return mostNanos > 0 && tasks.isEmpty() && !hasScheduledTasks() && !ending && !isAnswered();
        }

        private boolean isAnswered() {
            return answer != null && answer.isDone();
        }

        @Override
        public long delayNanos(long nowNanos) {
            return Math.min(mostNanos, DrivenLoop.this.delayNanos(nowNanos, mostNanos));
        }

        /** The time of the next task where that is sooner, as it nearly always is: another one would cost a timer set anew. */
        @Override
        public long deadlineNanos() {
            long next = nextScheduledTaskDeadlineNanos();
            if (mostNanos == Long.MAX_VALUE) {
                return next;
            }
            long now = ticker().nanoTime();
            return next == -1 || next - now > mostNanos ? now + mostNanos : next;
        }
    }
}
