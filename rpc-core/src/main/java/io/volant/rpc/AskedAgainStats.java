package io.volant.rpc;

/**
 * The calls that must run once and that a server was asked for again, since it was built. Immutable.
 *
 * @param joined that ran, whose end whoever asked waited for
 * @param replayed that had run, whose reply was given again
 * @param executed of which the first attempt had not come
 * @param forgotten of which nothing was known, or not enough: refused
 */
public record AskedAgainStats(long joined, long replayed, long executed, long forgotten) {
    /** Those of one kind. */
    public long of(AskedAgain found) {
        return switch (found) {
            case JOINED -> joined;
            case REPLAYED -> replayed;
            case EXECUTED -> executed;
            case FORGOTTEN -> forgotten;
        };
    }
}
