package io.volant.rpc.transport;

import io.volant.rpc.Payload;

/**
 * The body of a message as it travels.
 *
 * @param encoding which of the agreed compressors made it, from 1; 0 for none
 * @param originalLength its length before compression; 0 where there was none
 */
record Body(Payload payload, int encoding, int originalLength) {
    static Body plain(Payload payload) {
        return new Body(payload, 0, 0);
    }
}
