package io.volant.rpc;

/** What the caller knows about the execution of a call. */
public enum Outcome {
    /** The call never left this process. */
    NOT_SENT("Not executed."),
    /** The server answered that it did not run the call. */
    REJECTED("Not executed."),
    /** The call ran to its end. */
    EXECUTED("Executed."),
    /** The call may or may not have run, in part or whole. */
    UNKNOWN("Outcome unknown.");

    private final String sentence;

    Outcome(String sentence) {
        this.sentence = sentence;
    }

    /** This outcome as the sentence that ends an error message. */
    public String sentence() {
        return sentence;
    }

    /** Whether it is certain that the method did not run. */
    public boolean notExecuted() {
        return this == NOT_SENT || this == REJECTED;
    }
}
