package io.volant.rpc.cluster.discovery;

import io.volant.rpc.PeerText;
import io.volant.rpc.VolantRuntime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/** A list that is read again and again while somebody watches it, on a thread that may block. Thread-safe. */
final class PolledSource implements EndpointSource {
    /** A way to the list. Called by one thread at a time, perhaps by another one each time. */
    @FunctionalInterface
    interface Reading {
        /**
         * The list as it is now, the same object where it has not changed.
         *
         * @throws IOException if it cannot be read, saying why in one clause that names what was read
         */
        List<Instance> read() throws IOException;
    }

    private final String name;
    private final Reading reading;
    private final long intervalNanos;
    private final Surroundings around;
    private final Runnable release;
    private final Audience audience = new Audience();
    private final SequentialExecutor turns = new SequentialExecutor(Runnable::run);
    private volatile boolean closed;
    private boolean polling; // touched by turns alone
    private boolean released; // likewise

    /** @param release gives back what {@code around} needs, when the source is closed */
    PolledSource(String name, Reading reading, Duration interval, Surroundings around, Runnable release) {
        this.name = name;
        this.reading = reading;
        this.intervalNanos = interval.toNanos();
        this.around = around;
        this.release = release;
    }

    /** On a share in the default runtime, given back when the source is closed. */
    static PolledSource onDefaultRuntime(String name, Reading reading, Duration interval) {
        VolantRuntime.Lease lease = VolantRuntime.lease();
        return new PolledSource(name, reading, interval, Surroundings.of(lease.runtime()), lease::close);
    }

    static PolledSource on(VolantRuntime runtime, String name, Reading reading, Duration interval) {
        return new PolledSource(name, reading, interval, Surroundings.of(runtime), () -> {});
    }

    @Override
    public Watch watch(String service, Listener listener) {
        Watch watch = audience.add(listener, this);
        turns.execute(this::begin);
        return watch;
    }

    private void begin() {
        if (!polling && !closed) {
            polling = true;
            next();
        }
    }

    private void next() {
        try {
            around.blocking().execute(this::poll);
        } catch (RejectedExecutionException e) {
            audience.fail(name + " is read no more, because the runtime is closed");
        }
    }

    private void poll() {
        try {
            audience.tell(reading.read());
        } catch (IOException e) {
            audience.fail(PeerText.oneLine(String.valueOf(e.getMessage())));
        } catch (Throwable e) { // a fault must not end the reading
            audience.fail(PeerText.oneLine(name + " cannot be read: " + e));
        } finally {
            turns.execute(this::pause);
        }
    }

    private void pause() {
        if (closed || audience.isEmpty()) {
            polling = false; // whoever watches next begins anew
            return;
        }
        try {
            around.alarm().after(intervalNanos, this::next);
        } catch (RejectedExecutionException e) {
            audience.fail(name + " is read no more, because the runtime is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        audience.close();
        turns.execute(() -> {
            if (!released) {
                released = true;
                release.run();
            }
        });
    }

    @Override
    public String toString() {
        return name;
    }
}
