package io.volant.rpc.serialization;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The schema text of a method, read back. What is not understood is left out: the text may come from a stranger or from a later
 * version.
 *
 * @param format its first line
 * @param definitions by wire name
 */
record SchemaText(String format, MethodLine method, Map<String, Definition> definitions) {
    private static final int MOST_LINES = 100_000;

    /** {@code method name(T,…)T style throws X,…}. */
    record MethodLine(String name, List<String> parameters, String result, String style, List<String> exceptions) {}

    /**
     * {@code kind name {entry, …}}.
     *
     * @param entries name to type, or to an empty text for the constants of an enum and the cases of a union, in their order
     */
    record Definition(String kind, String name, Map<String, String> entries) {}

    static SchemaText parse(String text) {
        String format = "";
        MethodLine method = new MethodLine("", List.of(), "", "", List.of());
        Map<String, Definition> definitions = new LinkedHashMap<>();
        for (String line : text.lines().limit(MOST_LINES).toList()) {
            if (format.isEmpty()) {
                format = line;
            } else if (line.startsWith("method ") && line.indexOf('(') > 0) {
                method = method(line.substring("method ".length()));
            } else if (line.indexOf(" {") > line.indexOf(' ') && line.endsWith("}")) {
                Definition definition = definition(line);
                definitions.put(definition.name(), definition);
            }
        }
        return new SchemaText(format, method, definitions);
    }

    private static MethodLine method(String line) {
        int open = line.indexOf('(');
        int close = TypeText.closing(line, open);
        String[] rest = line.substring(Math.min(line.length(), close + 1)).split(" ", 4);
        return new MethodLine(
                line.substring(0, open),
                TypeText.split(line.substring(open + 1, close)),
                rest[0],
                rest.length > 1 ? rest[1] : "",
                rest.length > 3 ? TypeText.split(rest[3]) : List.of());
    }

    private static Definition definition(String line) {
        int kindEnd = line.indexOf(' ');
        int nameEnd = line.indexOf(" {");
        Map<String, String> entries = new LinkedHashMap<>();
        for (String entry : entries(line.substring(nameEnd + 2, line.length() - 1))) {
            int colon = entry.indexOf(':');
            entries.put(colon < 0 ? entry : entry.substring(0, colon), colon < 0 ? "" : entry.substring(colon + 1));
        }
        return new Definition(line.substring(0, kindEnd), line.substring(kindEnd + 1, nameEnd), entries);
    }

    private static List<String> entries(String body) {
        List<String> entries = new ArrayList<>();
        for (String entry : body.split(", ", -1)) {
            if (!entry.isEmpty()) {
                entries.add(entry);
            }
        }
        return entries;
    }
}
