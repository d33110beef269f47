package io.volant.rpc.transport;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The W3C {@code traceparent} in its two forms: 55 characters of text, as applications see it, and 26
 * bytes, as it travels.
 *
 * <pre>
 * 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01     u8 version, 16 trace id, 8 parent id, u8 flags
 * </pre>
 */
final class TraceParent {
    static final int BINARY_LENGTH = 26;

    private static final int TEXT_LENGTH = 55;

    private TraceParent() {}

    /** The binary form of a text in lower case; none for anything else. */
    static Optional<byte[]> toBinary(byte[] text) {
        if (text.length != TEXT_LENGTH) {
            return Optional.empty();
        }
        byte[] binary = new byte[BINARY_LENGTH];
        int at = 0;
        for (int i = 0; i < BINARY_LENGTH; i++) {
            if (dashBefore(i) && text[at++] != '-') {
                return Optional.empty();
            }
            int high = digit(text[at++]);
            int low = digit(text[at++]);
            if ((high | low) < 0) {
                return Optional.empty();
            }
            binary[i] = (byte) ((high << 4) | low);
        }
        return Optional.of(binary);
    }

    /** The text of a binary form. */
    static byte[] toText(byte[] binary) {
        StringBuilder text = new StringBuilder(TEXT_LENGTH);
        for (int i = 0; i < BINARY_LENGTH; i++) {
            if (dashBefore(i)) {
                text.append('-');
            }
            text.append(Character.forDigit((binary[i] >> 4) & 0xF, 16)).append(Character.forDigit(binary[i] & 0xF, 16));
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean dashBefore(int byteIndex) {
        return byteIndex == 1 || byteIndex == 17 || byteIndex == 25;
    }

    private static int digit(byte character) {
        if (character >= '0' && character <= '9') {
            return character - '0';
        }
        return character >= 'a' && character <= 'f' ? character - 'a' + 10 : -1;
    }
}
