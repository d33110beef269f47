package io.volant.rpc.benchmarks.load;

/**
 * What a client is to do, in one word.
 *
 * @param number threads, calls in flight, or calls per second of an open loop
 */
public record LoadSpec(Kind kind, int number, Question question) {
    /** The letter that a word begins with, and what it means. */
    public enum Kind {
        /** Threads that wait for every answer. */
        SYNC('s'),
        /** Asynchronous calls in flight. */
        ASYNC('a'),
        /** Calls at fixed times, whether the ones before are answered or not. */
        OPEN('o'),
        /** Threads that send a megabyte and get it back. */
        ECHO('e'),
        /** Threads that ask small questions while another one gets replies of 50 megabytes. */
        BESIDE_BULK('b');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        boolean isAsynchronous() {
            return this == ASYNC;
        }

        static Kind of(char letter) {
            for (Kind kind : values()) {
                if (kind.letter == letter) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("kind of load: " + letter + " (expected: s, a, o, e or b)");
        }
    }

    public LoadSpec {
        if (number < 1) {
            throw new IllegalArgumentException("number of a load: " + number + " (expected: > 0)");
        }
    }

    /** Whether it needs calls that do not wait. */
    public boolean isAsynchronous() {
        return kind.isAsynchronous();
    }

    /** Such as {@code s32.existUser}, which {@link #parse} reads. */
    public String label() {
        return kind.letter + String.valueOf(number) + "." + question.method();
    }

    /**
     * Reads a word of {@link #label}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static LoadSpec parse(String label) {
        int dot = label.indexOf('.');
        if (dot < 2) {
            throw new IllegalArgumentException("load: " + label + " (expected: such as s32.existUser)");
        }
        try {
            return new LoadSpec(
                    Kind.of(label.charAt(0)),
                    Integer.parseInt(label.substring(1, dot)),
                    Question.of(label.substring(dot + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("load: " + label + " (expected: such as s32.existUser)", e);
        }
    }
}
