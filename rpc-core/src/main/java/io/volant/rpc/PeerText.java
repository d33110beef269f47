package io.volant.rpc;

/** Text that came from the other side, made fit for a line of a log: it can neither begin a new line nor fill the disk. */
public final class PeerText {
    private static final int MOST_CHARS = 200;

    private PeerText() {}

    /** The text with a {@code ?} for every control character, cut after 200 characters. */
    public static String oneLine(String text) {
        int length = Math.min(text.length(), MOST_CHARS);
        StringBuilder line = new StringBuilder(length + 1);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            line.append(isPlain(c) ? c : '?');
        }
        return length < text.length() ? line.append('…').toString() : line.toString();
    }

    private static boolean isPlain(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
