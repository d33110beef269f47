package io.volant.rpc;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/**
 * How many bytes calls in flight may hold unless somebody says so: an eighth of the heap or a quarter of what buffers outside it may
 * take, whichever is less, for each direction of each side.
 *
 * <p>In a small JVM that would be less than one message of the default largest size; it is then that, up to a quarter of the heap.
 */
final class MemoryShare {
    private static final long ONE_LARGEST_MESSAGE = 17L << 20;
    private static final String HEX = "0x";
    private static final String DIRECT = "-XX:MaxDirectMemorySize=";

    private MemoryShare() {}

    static long ofThisJvm() {
        long heap = Runtime.getRuntime().maxMemory();
        return of(heap, direct(arguments(), heap));
    }

    static long of(long heap, long direct) {
        long share = Math.min(heap / 8, direct / 4);
        return Math.max(share, Math.min(ONE_LARGEST_MESSAGE, heap / 4));
    }

    /** The last such option of a JVM's command line; the size of its heap where there is none, as the JVM itself has it. */
    static long direct(List<String> arguments, long heap) {
        long direct = heap;
        for (String argument : arguments) {
            if (argument.startsWith(DIRECT)) {
                long bytes = bytes(argument.substring(DIRECT.length()).toLowerCase(Locale.ROOT));
                direct = bytes > 0 ? bytes : heap;
            }
        }
        return direct;
    }

    private static long bytes(String size) {
        int shift = "kmgt".indexOf(size.charAt(size.length() - 1));
        String number = shift < 0 ? size : size.substring(0, size.length() - 1);
        long count = number.startsWith(HEX)
                ? Long.parseLong(number, HEX.length(), number.length(), 16)
                : Long.parseLong(number);
        return count << (10 * (shift + 1));
    }

    private static List<String> arguments() {
        try {
            return ManagementFactory.getRuntimeMXBean().getInputArguments();
        } catch (LinkageError | RuntimeException e) { // a JVM without that module, or one that does not tell
            return List.of();
        }
    }
}
