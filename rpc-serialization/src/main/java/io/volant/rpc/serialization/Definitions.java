package io.volant.rpc.serialization;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/** The lines of a schema text that define objects, enums, unions and exceptions, sorted by wire name. */
final class Definitions {
    /** The order of names on the wire: by their UTF-8 bytes. */
    static final Comparator<String> BY_BYTES =
            Comparator.comparing(name -> name.getBytes(UTF_8), Arrays::compareUnsigned);

    private final SortedMap<String, String> lines = new TreeMap<>(BY_BYTES);

    /** Adds a line such as {@code object io.x.Line {price:long}}; false if there is one of that name already. */
    boolean add(String kind, String name, String body) {
        return lines.putIfAbsent(name, kind + " " + name + " {" + body + "}\n") == null;
    }

    @Override
    public String toString() {
        return String.join("", lines.values());
    }
}
