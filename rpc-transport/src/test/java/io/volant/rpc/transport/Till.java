package io.volant.rpc.transport;

import io.volant.rpc.RpcService;

/** The service of the example of an exception with fields in {@code docs/protocol.md}. */
@RpcService
interface Till {
    void pay(long cents) throws Declined;

    final class Declined extends Exception {
        private static final long serialVersionUID = 1L;

        final long missing;
        final Shop.Kind kind;

        Declined(String message, long missing, Shop.Kind kind) {
            super(message);
            this.missing = missing;
            this.kind = kind;
        }
    }
}
