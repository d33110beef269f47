package io.volant.rpc.serialization;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A type as a schema text writes it, such as {@code list(io.x.Line)}, shown to people as {@code List<Line>}. */
final class TypeText {
    private static final int DEEPEST = 32;
    private static final Map<String, String> JAVA = Map.of(
            "list",
            "List",
            "set",
            "Set",
            "map",
            "Map",
            "optional",
            "Optional",
            "string",
            "String",
            "bytes",
            "byte[]",
            "oneof",
            "OneOf");

    private TypeText() {}

    /** Both sides of a difference: without packages, unless that would make them look alike. */
    static String contrast(String here, String there) {
        String shortHere = show(here, false);
        String shortThere = show(there, false);
        return shortHere.equals(shortThere)
                ? show(here, true) + " here, " + show(there, true) + " there"
                : shortHere + " here, " + shortThere + " there";
    }

    /** The type as Java would write it. */
    static String show(String type, boolean packages) {
        return show(type, packages, DEEPEST);
    }

    private static String show(String type, boolean packages, int depth) {
        int open = type.indexOf('(');
        String name = open < 0 ? type : type.substring(0, open);
        String java = JAVA.getOrDefault(name, packages ? name : Names.withoutPackage(name));
        if (open < 0) {
            return java;
        }
        if (depth == 0) {
            return java + "\u2026"; // the text may be a stranger's
        }
        List<String> shown = new ArrayList<>();
        for (String argument : split(type.substring(open + 1, closing(type, open)))) {
            shown.add(show(argument, packages, depth - 1));
        }
        return name.equals("array") ? String.join(", ", shown) + "[]" : java + "<" + String.join(", ", shown) + ">";
    }

    /** The position of the parenthesis that closes the one at {@code open}, or the end of the text. */
    static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    /** The parts between the commas that stand in no parentheses. */
    static List<String> split(String types) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < types.length(); i++) {
            char c = types.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(types.substring(start, i));
                start = i + 1;
            }
        }
        if (start < types.length()) {
            parts.add(types.substring(start));
        }
        return parts;
    }
}
