package io.volant.rpc.benchmarks;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The column {@code errors}: a wrong answer is counted here and fails the iteration. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Errors {
    public long errors;

    /** Lets a right answer pass. */
    boolean check(boolean right, String question) {
        if (!right) {
            errors++;
            throw new IllegalStateException("wrong answer to " + question);
        }
        return true;
    }
}
