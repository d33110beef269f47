package io.volant.rpc.examples.calls;

import io.volant.rpc.CallContext;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Where handlers wait, and write down what happens to them, so that the client's side can follow. Thread-safe. */
final class Gate {
    private static final long PATIENCE_SECONDS = 10;

    private final BlockingQueue<String> journal = new LinkedBlockingQueue<>();
    private final Queue<CountDownLatch> waiting = new ConcurrentLinkedQueue<>();

    /** Waits until the gate opens or the call is cancelled. */
    void pass(String name) {
        CountDownLatch turn = new CountDownLatch(1);
        waiting.add(turn);
        CallContext.current().onCancel(() -> {
            write("cancelled " + name);
            turn.countDown();
        });
        write("waiting " + name);
        try {
            turn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets through who waits now. */
    void open() {
        for (CountDownLatch turn = waiting.poll(); turn != null; turn = waiting.poll()) {
            turn.countDown();
        }
    }

    void write(String line) {
        journal.add(line);
    }

    /** Waits until a handler writes this line; passes over others. */
    void awaitLine(String expected) throws InterruptedException {
        String line = "";
        while (!line.startsWith(expected)) {
            line = journal.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new IllegalStateException("no handler wrote \"" + expected + "\" in " + PATIENCE_SECONDS + " s");
            }
        }
    }

    /** Whether a handler has written this line. */
    boolean hasLine(String line) {
        return journal.contains(line);
    }
}
