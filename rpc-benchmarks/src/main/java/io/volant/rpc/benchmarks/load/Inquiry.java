package io.volant.rpc.benchmarks.load;

import io.volant.rpc.examples.user.UserService;

/** Asks one method and waits for the answer. Safe from any thread. */
public interface Inquiry {
    /** The name of the method. */
    String method();

    /** Asks question {@code number}, any number will do, and says whether the answer is right. */
    boolean ask(int number);

    static Inquiry of(Question question, UserService users) {
        return new Inquiry() {
            @Override
            public String method() {
                return question.method();
            }

            @Override
            public boolean ask(int number) {
                return question.ask(users, number);
            }
        };
    }
}
