package io.volant.rpc.transport;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The kinds of frames of protocol 1, with their codes and what each may carry. */
enum FrameType {
    BIND(0x03, 0, Scope.CONNECTION),
    BIND_ACK(0x04, 0, Scope.CONNECTION),
    REQUEST(
            0x10,
            FrameFlags.MORE | FrameFlags.DEADLINE | FrameFlags.METADATA | FrameFlags.COMPRESSED | FrameFlags.EXTENSIONS,
            Scope.CALL),
    RESPONSE(
            0x11,
            FrameFlags.MORE | FrameFlags.METADATA | FrameFlags.COMPRESSED | FrameFlags.TIMING | FrameFlags.EXTENSIONS,
            Scope.CALL),
    ERROR(0x12, FrameFlags.MORE | FrameFlags.METADATA | FrameFlags.TIMING | FrameFlags.EXTENSIONS, Scope.CALL),
    ONEWAY(
            0x13,
            FrameFlags.MORE | FrameFlags.DEADLINE | FrameFlags.METADATA | FrameFlags.COMPRESSED | FrameFlags.EXTENSIONS,
            Scope.CALL),
    CANCEL(0x14, 0, Scope.CALL),
    FRAG(0x18, FrameFlags.MORE, Scope.CALL),
    FRAG_ABORT(0x19, 0, Scope.CALL),
    PING(0x20, 0, Scope.CONNECTION),
    PONG(0x21, 0, Scope.CONNECTION),
    GOAWAY(0x22, 0, Scope.CONNECTION),
    CLOCK(0xA0, 0, Scope.CONNECTION),

    /** Stands for every ignorable frame of a kind not listed here: skipped, whatever its flags. */
    IGNORED(0xFF, 0xFF, Scope.CONNECTION);

    /** Codes from here on may be skipped by a receiver that does not know them. */
    private static final int FIRST_IGNORABLE = 0x80;

    private static final @Nullable FrameType[] BY_CODE = byCode();

    private final int code;
    private final int allowedFlags;
    private final Scope scope;

    FrameType(int code, int allowedFlags, Scope scope) {
        this.code = code;
        this.allowedFlags = allowedFlags;
        this.scope = scope;
    }

    /** The type with this code; a code that is neither known nor ignorable is a fault. */
    static FrameType ofCode(int code) {
        FrameType type = BY_CODE[code & 0xFF];
        if (type == null) {
            throw new ProtocolFault(
                    Rule.FRAME_TYPE,
                    "frame type: 0x" + Integer.toHexString(code) + " (expected: a type of protocol 1)");
        }
        return type;
    }

    int code() {
        return code;
    }

    int allowedFlags() {
        return allowedFlags;
    }

    /** Whether frames of this type belong to the connection: their call id is 0. */
    boolean ofConnection() {
        return scope == Scope.CONNECTION;
    }

    private static @Nullable FrameType[] byCode() {
        @Nullable FrameType[] table = new @Nullable FrameType[256];
        Arrays.fill(table, FIRST_IGNORABLE, table.length, IGNORED);
        for (FrameType type : values()) {
            table[type.code] = type;
        }
        return table;
    }

    private enum Scope {
        CONNECTION,
        CALL
    }
}
