package io.volant.rpc.cluster;

/**
 * How many of the servers of a {@link Broadcast} have to answer.
 *
 * @param answers 0 for whatever comes of it, {@link Integer#MAX_VALUE} for all
 */
record Need(int answers) {
    static final Need NONE = new Need(0);
    static final Need ALL = new Need(Integer.MAX_VALUE);

    static Need of(int answers) {
        if (answers < 1) {
            throw new IllegalArgumentException("answers: " + answers + " (expected: at least 1)");
        }
        return new Need(answers);
    }

    private int among(int asked) {
        return this.equals(ALL) ? asked : answers;
    }

    /** Whether so many servers could be enough. */
    boolean isPossible(int asked) {
        return asked >= among(asked);
    }

    /** Whether nothing that comes could make a difference. */
    boolean isDecided(int good, int bad, int asked) {
        return good + bad == asked || (answers > 0 && (isMet(good, asked) || asked - bad < among(asked)));
    }

    boolean isMet(int good, int asked) {
        return good >= among(asked);
    }

    @Override
    public String toString() {
        return this.equals(ALL) ? "all" : "at least " + answers;
    }
}
