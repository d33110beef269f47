package io.volant.rpc;

/** How many workers there are, and how many calls may wait for them. */
final class WorkerCounts {
    private static final int QUEUE_PER_WORKER = 10;
    private static final int VIRTUAL = 1_024;
    private static final int PLATFORM =
            Math.min(256, Math.max(32, 8 * Runtime.getRuntime().availableProcessors()));

    private WorkerCounts() {}

    /** As many as suit the kind of thread. */
    static int unlessGiven(boolean virtualThreads) {
        return virtualThreads ? VIRTUAL : PLATFORM;
    }

    static int checkWorkers(int workers) {
        if (workers < 1) {
            throw new IllegalArgumentException("workers: " + workers + " (expected: > 0)");
        }
        return workers;
    }

    static int checkQueue(int calls) {
        if (calls < 0) {
            throw new IllegalArgumentException("workersQueue: " + calls + " (expected: >= 0)");
        }
        return calls;
    }

    /** The queue that suits so many workers. */
    static int queueUnlessGiven(int workers) {
        return (int) Math.min(Integer.MAX_VALUE, (long) QUEUE_PER_WORKER * workers);
    }
}
