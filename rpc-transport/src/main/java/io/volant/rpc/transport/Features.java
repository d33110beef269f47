package io.volant.rpc.transport;

/** The bits of what a handshake offers, requires and agrees on. */
final class Features {
    /** Bodies may be compressed with one of the agreed compressors. */
    static final int COMPRESSION = 1;

    /** Every frame of both directions ends with a checksum. */
    static final int CHECKSUM = 1 << 1;

    /** Replies may carry how long the call waited and ran. */
    static final int SERVER_TIMING = 1 << 2;

    /** Calls may ask not to be executed twice, and be asked again. */
    static final int ONE_EXECUTION = 1 << 5;

    private Features() {}

    static boolean has(int features, int bit) {
        return (features & bit) != 0;
    }
}
