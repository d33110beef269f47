package io.volant.rpc.transport;

import static java.util.Objects.requireNonNull;

/**
 * The first bytes of the connecting side: the versions it speaks, what it offers and requires.
 *
 * @param offered {@link Features} that the client can use
 * @param required those among them without which it does not want the connection
 */
record ClientHello(int minVersion, int maxVersion, int offered, int required, Introduction introduction) {
    ClientHello {
        requireNonNull(introduction, "introduction");
        if ((required & ~offered) != 0) {
            throw new IllegalArgumentException("required features: 0x" + Integer.toHexString(required)
                    + " (expected: only offered ones, 0x" + Integer.toHexString(offered) + ")");
        }
    }

    /** The hello of a client that speaks the version built here. */
    static ClientHello of(int offered, int required, Introduction introduction) {
        return new ClientHello(Handshake.VERSION, Handshake.VERSION, offered, required, introduction);
    }
}
