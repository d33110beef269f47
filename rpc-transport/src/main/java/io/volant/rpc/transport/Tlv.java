package io.volant.rpc.transport;

/** The types of the entries of a hello. Odd ones may be ignored by who does not know them. */
final class Tlv {
    static final int LARGEST_FRAME = 1;
    static final int SERIALIZER = 2;
    static final int FRAGMENT = 3;
    static final int LARGEST_MESSAGE = 5;
    static final int COMPRESSORS = 7;
    static final int CALLS_IN_FLIGHT = 9;
    static final int PING_INTERVAL = 11;
    static final int DEADLINE_CAP = 13;
    static final int INSTANCE = 15;
    static final int NAME = 17;
    static final int ZONE = 19;

    static final int LARGEST_METADATA = 21;

    static final int EPOCH = 25;

    /** How many entries of a hello are read; what follows them is skipped. */
    static final int MOST_READ = 64;

    private Tlv() {}

    static boolean critical(int type) {
        return (type & 1) == 0;
    }
}
