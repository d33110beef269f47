package io.volant.rpc.transport;

/**
 * The rules of {@code docs/protocol.md} that a peer can break, by the ids they have there.
 *
 * <p>A fault names its rule, so that the text of a GOAWAY, a log line and a conformance report lead
 * to the same sentence.
 */
enum Rule {
    VARINT("P-VAR-1"),
    STRING_UTF8("P-STR-1"),
    STRING_LENGTH("P-STR-2"),

    FRAME_LENGTH("P-FRM-1"),
    FRAME_TYPE("P-FRM-2"),
    FLAGS_RESERVED("P-FRM-3"),
    FLAGS_OF_TYPE("P-FRM-4"),
    CALL_ID_OF_TYPE("P-FRM-5"),
    ELEMENTS_FIT("P-FRM-6"),
    AUX_OF_TYPE("P-FRM-7"),
    CHECKSUM("P-FRM-8"),
    PAYLOAD("P-FRM-9"),
    FEATURE_NOT_AGREED("P-FRM-10"),
    DEADLINE("P-FRM-11"),
    DIRECTION("P-FRM-12"),
    FRAME_TIME("P-FRM-13"),
    WRITE_STALL("P-FRM-14"),

    CALL_ID_SIDE("P-ID-1"),
    CALL_ID_NEVER_ISSUED("P-ID-2"),
    CALL_ID_IN_USE("P-ID-3"),
    CALL_FLOOD("P-ID-4"),

    EXTENSION_UNKNOWN("P-EXT-1"),
    EXTENSIONS("P-EXT-2"),
    PRIORITY("P-EXT-3"),

    EXECUTION("P-EXE-1"),
    SEQUENCE("P-EXE-2"),
    EXECUTED_ONCE("P-EXE-3"),
    FORGOTTEN("P-EXE-4"),
    CONNECTION_LEFT("P-EXE-5"),

    METADATA("P-MD-1"),
    METADATA_SIZE("P-MD-2"),

    COMPRESSION("P-CMP-1"),

    SERVER_TIMING("P-TIM-1"),

    MAGIC("P-HS-1"),
    HELLO_LENGTH("P-HS-2"),
    HELLO_CHECKSUM("P-HS-3"),
    VERSION("P-HS-4"),
    FEATURES("P-HS-5"),
    TLV("P-HS-6"),
    TLV_CRITICAL("P-HS-7"),
    HELLO_LIMITS("P-HS-8"),
    SERIALIZER("P-HS-9"),
    HELLO_TIME("P-HS-10"),
    EPOCH("P-HS-11"),

    BIND("P-BND-1"),
    BIND_RANGE("P-BND-2"),
    BIND_ACK("P-BND-3"),

    FRAGMENT_TOTAL("P-FRG-1"),
    FRAGMENT_SEQUENCE("P-FRG-2"),
    FRAGMENT_SUM("P-FRG-3"),
    MESSAGE_SIZE("P-FRG-4"),
    ASSEMBLY("P-FRG-5"),

    PING_FLOOD("P-PNG-1"),
    PONG_MISSING("P-PNG-2"),
    CLOCK("P-CLK-1");

    private final String id;

    Rule(String id) {
        this.id = id;
    }

    /** The id by which the specification names the rule. */
    String id() {
        return id;
    }
}
