package io.volant.rpc.contract;

import java.io.IOException;

/** A value that does not fit its shape, or bytes that do not. */
final class PlainFault extends IOException {
    private static final long serialVersionUID = 1L;

    PlainFault(String message) {
        super(message);
    }
}
