package io.volant.rpc.benchmarks.conform;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.HexFormat;

/**
 * A check that a server failed.
 *
 * @param check what was tried
 * @param sent the bytes that were sent last, in hex
 */
@JsonPropertyOrder({"check", "sent", "expected", "seen"})
record Fault(String check, String sent, String expected, String seen) {
    private static final int SHOWN = 64;

    static Fault of(Check check, byte[] sent, Breach breach) {
        return new Fault(check.what(), hex(sent), breach.expected(), breach.seen());
    }

    private static String hex(byte[] bytes) {
        String shown = HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(bytes.length, SHOWN));
        return bytes.length <= SHOWN ? shown : shown + " ... (" + bytes.length + " bytes)";
    }
}
