package io.volant.rpc.benchmarks;

import io.volant.rpc.benchmarks.load.Question;
import io.volant.rpc.examples.user.UserService;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/** One calling thread: its connection, and where it is in the questions. */
@State(Scope.Thread)
public class Caller {
    private static final int STRIDE = 37;

    private @Nullable UserService users;
    private int number;

    @Setup
    public void connect(UserCalls calls, ThreadParams thread) {
        users = calls.users(thread.getThreadIndex());
        number = thread.getThreadIndex() * STRIDE;
    }

    /** Asks the next question; says whether the answer is right. */
    boolean ask(Question question) {
        UserService connected = users;
        if (connected == null) {
            throw new IllegalStateException("not connected");
        }
        return question.ask(connected, number++);
    }
}
