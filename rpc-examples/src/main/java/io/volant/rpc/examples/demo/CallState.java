package io.volant.rpc.examples.demo;

import io.volant.rpc.Outcome;

/** How far a call has come, as a record file keeps it; 0 stands in an entry that was never written. */
enum CallState {
    NONE(0),
    /** Asked by the client, or begun by the server. */
    BEGUN(1),
    /** Answered rightly; on a server: ended with a result. */
    OK(2),
    /** Answered with something else than the right answer. */
    WRONG(3),
    /** Failed, and certainly not executed. */
    NOT_EXECUTED(4),
    /** Failed, and nobody knows whether it was executed. */
    UNKNOWN(5),
    /** Failed after it was executed. */
    FAILED(6),
    /** Not answered because its server crashed: nobody knows whether it was executed, and it must not be made again. */
    IN_DOUBT(7);

    private static final CallState[] BY_NUMBER = values();

    private final int number;

    CallState(int number) {
        this.number = number;
    }

    static CallState ofNumber(int number) {
        for (CallState state : BY_NUMBER) {
            if (state.number == number) {
                return state;
            }
        }
        throw new IllegalArgumentException("state: " + number + " (expected: 0.." + IN_DOUBT.number + ")");
    }

    /** As it is written. */
    int number() {
        return number;
    }

    static CallState ofFailure(Outcome outcome) {
        return switch (outcome) {
            case NOT_SENT, REJECTED -> NOT_EXECUTED;
            case EXECUTED -> FAILED;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /** Whether the caller got an error instead of an answer. */
    boolean isError() {
        return this == NOT_EXECUTED || this == UNKNOWN || this == FAILED;
    }
}
