package io.volant.rpc.transport;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Which class tries which row of the tables of bad input in section 9 of docs/protocol.md, with sockets and bytes written from the
 * specification. A row that stands here under no class fails the build.
 *
 * <p>{@link HostileFloodTest} repeats the cases of these classes, and measures threads and memory. What only a time limit ends is also
 * tried in real time, by {@code conform} in rpc-benchmarks, with a client beside that must be answered.
 */
class BadInputTest {
    private static final Map<String, Class<?>> SERVER = Map.ofEntries(
            entry("another protocol, random bytes", HostileHelloTest.class),
            entry("unknown version", HostileHelloTest.class),
            entry("nothing, half a hello, a byte a second", HostileHelloTest.class),
            entry("a frame before the hello; a second hello", HostileHelloTest.class),
            entry("length 0, negative, above the limit; shorter than what is inside", HostileFramesTest.class),
            entry("fewer bytes than announced, then the end", HostileFramesTest.class),
            entry("unknown type, reserved or misplaced flag", HostileFramesTest.class),
            entry("an id never issued, one in use, one of the other side", HostileFramesTest.class),
            entry("a late reply, a CANCEL or FRAG of no call", HostileFramesTest.class),
            entry("too many calls; request and cancel in turns", HostileCallsTest.class),
            entry("pings without end", HostileFramesTest.class),
            entry("unknown service or method", HostileBindsTest.class),
            entry("metadata: too many, too long, twice, reserved", HostileCallsTest.class),
            entry("unknown critical extension", HostileCallsTest.class),
            entry("a compression bomb, lying lengths, compression not agreed", HostileCompressionTest.class),
            entry("a message above the limit", HostileCallsTest.class),
            entry("more to assemble than there is room for", HostileCallsTest.class),
            entry("a body that cannot be decoded", HostileCallsTest.class),
            entry("a result that cannot be encoded", HostileHandlersTest.class),
            entry("a handler that throws, whatever it is", HostileHandlersTest.class),
            entry("frames in single bytes, or many in one segment", HostileFramesTest.class),
            entry("a client that does not read", HostileFloodTest.class),
            entry("damage on the way", HostileChecksumTest.class));
    private static final Map<String, Class<?>> CLIENT = Map.ofEntries(
            entry("no hello, another protocol, a damaged hello", HostileServerHelloTest.class),
            entry("a hello that does not fit; limits out of range", HostileServerHelloTest.class),
            entry("an answer to an id never issued", HostileRepliesTest.class),
            entry("answers in any order, late, or twice", HostileRepliesTest.class),
            entry("a result of another type, cut off, or with bytes behind it", HostileRepliesTest.class),
            entry("an unknown status code", HostileRepliesTest.class),
            entry("an exception that names any class", HostileRepliesTest.class),
            entry("an answer above the limit", HostileRepliesTest.class),
            entry("pings without end from a server", HostileRepliesTest.class));

    @Test
    void everyRowOfBadInputToAServerIsTried() {
        assertThat(rowsBehind("| what comes | costs | rule |")).containsExactlyInAnyOrderElementsOf(SERVER.keySet());
    }

    @Test
    void everyRowOfBadInputToAClientIsTried() {
        assertThat(rowsBehind("| what comes to a client | costs | rule |"))
                .containsExactlyInAnyOrderElementsOf(CLIENT.keySet());
    }

    /** The first cells of the table with this head. */
    private static List<String> rowsBehind(String head) {
        String text = ProtocolDocument.read().text();
        String table = text.substring(text.indexOf(head) + head.length());
        return Pattern.compile("(?m)^\\| ([^|]+) \\|")
                .matcher(table.substring(0, table.indexOf("\n\n")))
                .results()
                .map(row -> row.group(1))
                .toList();
    }
}
