package io.volant.rpc.examples.calls;

/** There is not enough on the account. */
public final class OverdrawnException extends Exception {
    private static final long serialVersionUID = 1L;

    public OverdrawnException(String message) {
        super(message);
    }
}
