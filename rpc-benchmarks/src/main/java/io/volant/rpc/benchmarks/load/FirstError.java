package io.volant.rpc.benchmarks.load;

/** The first error of a load, but for a wrong answer, which no refusal before it hides. Thread-safe. */
public final class FirstError {
    private static final String WRONG = "wrong answer";

    private volatile String text = ""; // written under this

    /** What a wrong answer to the question {@code number} of {@code method} is called. */
    static String wrong(String method, int number) {
        return WRONG + " to " + method + " number " + number;
    }

    public static boolean isWrongAnswer(String error) {
        return error.startsWith(WRONG);
    }

    void note(String error) {
        if (replaces(error)) {
            replace(error);
        }
    }

    private synchronized void replace(String error) {
        if (replaces(error)) {
            text = error;
        }
    }

    private boolean replaces(String error) {
        String known = text;
        return known.isEmpty() || (isWrongAnswer(error) && !isWrongAnswer(known));
    }

    /** Empty without any. */
    String text() {
        return text;
    }
}
