package io.volant.rpc.transport;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import io.netty.util.concurrent.Ticker;
import io.volant.rpc.EventLoopThread;
import io.volant.rpc.Simulation;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The event loop of a simulation: each of its tasks is one of the simulation, and its time is that of it. Confined to its thread. */
final class SimulatedLoop extends OwnLoop {
    private final ScheduledExecutorService tasks;
    private final SimulatedTime time;
    private int channels;

    SimulatedLoop(Simulation simulation) {
        this.tasks = simulation.timer();
        this.time = new SimulatedTime(simulation.ticker());
    }

    /** Of the next channel. */
    SimulatedId newId() {
        return new SimulatedId(++channels);
    }

    @Override
    public EventLoop parent() {
        return this;
    }

    @Override
    public EventLoop next() {
        return this;
    }

    @Override
    public Ticker ticker() {
        return time;
    }

    /** Every caller is on the one thread of the simulation, and it is always this loop's turn. */
    @Override
    public boolean inEventLoop() {
        return true;
    }

    @Override
    public boolean inEventLoop(Thread thread) {
        return thread instanceof EventLoopThread;
    }

    @Override
    public void execute(Runnable task) {
        if (ended.isDone()) {
            throw new RejectedExecutionException("the loop of the simulation has ended");
        }
        tasks.execute(task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        ScheduledFuture<?> scheduled = super.schedule(heard(command), delay, unit);
        tasks.schedule(this::runDue, delay, unit);
        return scheduled;
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        ScheduledFuture<V> scheduled = super.schedule(callable, delay, unit);
        tasks.schedule(this::runDue, delay, unit);
        return scheduled;
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException("repeated tasks: none on the loop of a simulation");
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("repeated tasks: none on the loop of a simulation");
    }

    /** Lets what the command throws end the simulation; a scheduled task keeps that to itself. */
    private Runnable heard(Runnable command) {
        return () -> {
            try {
                command.run();
            } catch (RuntimeException | Error e) {
                tasks.execute(() -> {
                    throw e;
                });
                throw e;
            }
        };
    }

    private void runDue() {
        for (Runnable task = pollScheduledTask(); task != null; task = pollScheduledTask()) {
            safeExecute(task);
        }
    }

    /** Ends at once: what waits for its time is cancelled, and other tasks that were handed over still run. */
    @Override
    public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
        cancelScheduledTasks();
        ended.trySuccess(this);
        return ended;
    }

    @Override
    public boolean isShuttingDown() {
        return ended.isDone();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return ended.isDone(); // time does not pass while its thread waits
    }

    /** The clock of a simulation as Netty reads one. */
    private record SimulatedTime(io.volant.rpc.Ticker clock) implements Ticker {
        @Override
        public long initialNanoTime() {
            return 0;
        }

        @Override
        public long nanoTime() {
            return clock.nanoTime();
        }

        @Override
        public void sleep(long delay, TimeUnit unit) {
            throw new UnsupportedOperationException("sleep: nothing may block in a simulation");
        }
    }
}
