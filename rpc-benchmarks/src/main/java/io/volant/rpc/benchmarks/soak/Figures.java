package io.volant.rpc.benchmarks.soak;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures of one JVM in one moment of quiet, all of them. */
record Figures(Map<Figure, Long> values) {
    Figures {
        if (values.size() != Figure.values().length) {
            throw new IllegalArgumentException("figures: " + values.keySet() + " (expected: all)");
        }
        values = Collections.unmodifiableMap(new EnumMap<>(values));
    }

    long of(Figure figure) {
        return values.getOrDefault(figure, 0L);
    }

    /** These, less so many connections that are meant to stay, of which some may have broken. */
    Figures withoutConnections(long meant) {
        Map<Figure, Long> rest = new EnumMap<>(values);
        rest.put(Figure.CONNECTIONS, Math.max(0, of(Figure.CONNECTIONS) - meant));
        return new Figures(rest);
    }

    /** As a child JVM prints it, for {@link #parse}. */
    String toLine() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }

    static Figures parse(String line) {
        return new Figures(Arrays.stream(line.split(" ", -1))
                .map(word -> word.split("=", -1))
                .collect(Collectors.toMap(word -> Figure.valueOf(word[0]), word -> Long.parseLong(word[1]))));
    }
}
