package io.volant.rpc.transport;

import java.io.FileNotFoundException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a socket says went wrong, without the name of the system call that said it. */
final class SocketTexts {
    /** {@code recvAddress(..) failed with error(-104): Connection reset by peer}. */
    private static final Pattern NATIVE =
            Pattern.compile("\\w+\\(\\.\\.\\) failed with error\\(-?\\d+\\): (.*)", Pattern.DOTALL);

    private SocketTexts() {}

    static String of(Throwable cause) {
        String message = cause.getMessage();
        if (message == null) {
            return cause instanceof FileNotFoundException
                    ? "No such file or directory" // what the native transport makes of a missing socket file
                    : cause.getClass().getSimpleName();
        }
        Matcher matcher = NATIVE.matcher(message);
        return matcher.matches() ? matcher.group(1) : message;
    }
}
