package io.volant.rpc.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** A load of small questions while one thread gets one large reply after the other. Only the small ones are counted. */
final class BesideBulkLoad implements Load {
    private final Load small;
    private final Inquiry large;
    private final ExecutorService executor;
    private volatile boolean stopping;

    BesideBulkLoad(Load small, Inquiry large, ExecutorService executor) {
        this.small = small;
        this.large = large;
        this.executor = executor;
    }

    @Override
    public LoadResult run(Duration time) throws InterruptedException {
        Future<Integer> replies = executor.submit(this::askUntilStopped);
        try {
            LoadResult result = small.run(time);
            stopping = true;
            int wrong = replies.get();
            return wrong == 0 ? result : result.withError(wrong + " large replies were wrong");
        } catch (ExecutionException e) {
            throw new IllegalStateException("the large replies failed: " + e.getCause(), e.getCause());
        } finally {
            stopping = true;
        }
    }

    private int askUntilStopped() {
        int wrong = 0;
        for (int number = 0; !stopping; number++) {
            if (!large.ask(number)) {
                wrong++;
            }
        }
        return wrong;
    }
}
