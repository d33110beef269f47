package io.volant.rpc;

/** What a server found of a call that must run once, and that it was asked for again. */
public enum AskedAgain {
    /** It runs: whoever asked waits for its end. */
    JOINED,
    /** It has run, and its reply is given again. */
    REPLAYED,
    /** Its first attempt has not come: it runs now. */
    EXECUTED,
    /** It may have run, and its reply is not there: refused, with {@link Outcome#UNKNOWN}. */
    FORGOTTEN
}
