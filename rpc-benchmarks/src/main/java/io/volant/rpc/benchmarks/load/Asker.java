package io.volant.rpc.benchmarks.load;

import java.util.concurrent.CompletableFuture;

/** Asks one method without waiting, and knows the right answers. Safe from any thread. */
public interface Asker {
    /** The name of the method. */
    String method();

    /** Asks question {@code number}; any number will do. */
    CompletableFuture<?> start(int number);

    boolean accepts(int number, Object answer);

    static Asker of(Question question, Workload users) {
        return new Asker() {
            @Override
            public String method() {
                return question.method();
            }

            @Override
            public CompletableFuture<?> start(int number) {
                return question.start(users, number);
            }

            @Override
            public boolean accepts(int number, Object answer) {
                return question.accepts(number, answer);
            }
        };
    }
}
