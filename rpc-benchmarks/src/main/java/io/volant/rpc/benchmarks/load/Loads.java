package io.volant.rpc.benchmarks.load;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The loads that a client can put on a server. */
@FunctionalInterface
public interface Loads {
    /** More than any load needs. */
    int MOST_THREADS = 64;

    /** A load for one run. */
    Load of(LoadSpec spec);

    /**
     * Those that ask a workload.
     *
     * @param asynchronous whether the workload has calls that do not wait; an open loop uses threads otherwise
     */
    static Loads asking(Workload workload, boolean asynchronous) {
        ExecutorService threads = threads();
        return spec -> switch (spec.kind()) {
            case SYNC -> new BlockingLoad(Inquiry.of(spec.question(), workload), spec.number(), threads);
            case ASYNC -> new InFlightLoad(Asker.of(spec.question(), workload), spec.number());
            case OPEN ->
                asynchronous
                        ? new OpenLoad(Asker.of(spec.question(), workload), spec.number())
                        : new OpenBlockingLoad(Inquiry.of(spec.question(), workload), spec.number(), threads);
            case ECHO -> new BlockingLoad(Bulk.echo(workload), spec.number(), threads);
            case BESIDE_BULK ->
                new BesideBulkLoad(
                        new BlockingLoad(Inquiry.of(spec.question(), workload), spec.number(), threads),
                        Bulk.reply(workload),
                        threads);
        };
    }

    /** Threads for loads, which do not keep a JVM alive; they outlive runs, so that what they allocate is counted. */
    static ExecutorService threads() {
        return Executors.newFixedThreadPool(MOST_THREADS, task -> {
            Thread thread = new Thread(task, "load");
            thread.setDaemon(true);
            return thread;
        });
    }
}
