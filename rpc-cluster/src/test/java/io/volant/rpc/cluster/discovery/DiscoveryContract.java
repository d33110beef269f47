package io.volant.rpc.cluster.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** What is opened in a test is closed after it, the last one first; then no thread is left, and no listener was called twice at once. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
public abstract class DiscoveryContract {
    private static final long PATIENCE_MILLIS = 30_000;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final List<Told> listeners = new ArrayList<>();
    private Set<Thread> before = Set.of();

    /** Whether a thread that was not there before the test may outlive it, as those of the JVM itself do. */
    protected boolean mayStay(Thread thread) {
        String name = thread.getName();
        return name.startsWith("ForkJoinPool")
                || name.startsWith("process reaper")
                || name.startsWith("CompletableFutureDelayScheduler")
                || name.startsWith("Common-Cleaner")
                || name.startsWith("junit-");
    }

    @BeforeEach
    final void lookAtThreads() {
        before = new HashSet<>(Thread.getAllStackTraces().keySet());
    }

    @AfterEach
    final void closeAll() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
        assertThat(listeners).noneMatch(Told::overlapped);
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!before.contains(thread) && !mayStay(thread)) {
                thread.join(PATIENCE_MILLIS);
                assertThat(thread.isAlive()).as("alive: %s", thread).isFalse();
            }
        }
    }

    /** Closes {@code resource} after the test. */
    final <T extends AutoCloseable> T closing(T resource) {
        opened.push(resource);
        return resource;
    }

    /** A listener that is checked after the test. */
    final Told told() {
        Told told = new Told();
        listeners.add(told);
        return told;
    }
}
