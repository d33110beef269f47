package io.volant.rpc.examples.schema;

/** Why a jar cannot be read, in words for whoever named it. */
final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
        super(message, null, false, false);
    }
}
