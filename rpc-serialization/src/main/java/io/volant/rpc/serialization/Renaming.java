package io.volant.rpc.serialization;

import io.volant.rpc.serialization.SchemaText.Definition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A type that the two sides of a comparison seem to know under two names: defined alike, and each missing on the other side.
 *
 * @param here its name on this side
 */
record Renaming(String here, String there) {
    /** What tells a definition from others, its name apart. */
    private record Likeness(String kind, List<Map.Entry<String, String>> entries) {
        static Likeness of(Definition definition) {
            return new Likeness(
                    definition.kind(),
                    definition.entries().entrySet().stream()
                            .map(e -> Map.entry(
                                    e.getKey(), e.getValue().equals(definition.name()) ? "self" : e.getValue()))
                            .toList());
        }
    }

    /** All that are beyond doubt: no other type of either side is defined alike. */
    static List<Renaming> between(SchemaText here, SchemaText there) {
        Map<Likeness, List<String>> mine = missing(here, there.definitions().keySet());
        Map<Likeness, List<String>> others = missing(there, here.definitions().keySet());
        List<Renaming> renamings = new ArrayList<>();
        for (Definition definition : here.definitions().values()) { // in the order of the text
            List<String> names = mine.getOrDefault(Likeness.of(definition), List.of());
            List<String> otherNames = others.getOrDefault(Likeness.of(definition), List.of());
            if (names.equals(List.of(definition.name())) && otherNames.size() == 1) {
                renamings.add(new Renaming(definition.name(), otherNames.get(0)));
            }
        }
        return renamings;
    }

    private static Map<Likeness, List<String>> missing(SchemaText from, Set<String> in) {
        Map<Likeness, List<String>> missing = new HashMap<>();
        for (Definition definition : from.definitions().values()) {
            if (!in.contains(definition.name()) && !definition.entries().isEmpty()) {
                missing.computeIfAbsent(Likeness.of(definition), d -> new ArrayList<>())
                        .add(definition.name());
            }
        }
        return missing;
    }
}
