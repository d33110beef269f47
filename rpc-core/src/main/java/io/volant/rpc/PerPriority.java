package io.volant.rpc;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** One thing for each priority. */
record PerPriority<T>(T sheddable, T batch, T normal, T critical) {
    static <T> PerPriority<T> of(Supplier<T> each) {
        return new PerPriority<>(each.get(), each.get(), each.get(), each.get());
    }

    T get(Priority priority) {
        return switch (priority) {
            case SHEDDABLE -> sheddable;
            case BATCH -> batch;
            case NORMAL -> normal;
            case CRITICAL -> critical;
        };
    }

    /** Those of the priorities below, the lowest first. */
    List<T> below(Priority priority) {
        return switch (priority) {
            case SHEDDABLE -> List.of();
            case BATCH -> List.of(sheddable);
            case NORMAL -> List.of(sheddable, batch);
            case CRITICAL -> List.of(sheddable, batch, normal);
        };
    }

    List<T> ascending() {
        return List.of(sheddable, batch, normal, critical);
    }

    List<T> descending() {
        return List.of(critical, normal, batch, sheddable);
    }

    /** What {@code read} finds in each now. */
    <R> Map<Priority, R> map(Function<T, R> read) {
        Map<Priority, R> found = new EnumMap<>(Priority.class);
        for (Priority priority : Priority.values()) {
            found.put(priority, read.apply(get(priority)));
        }
        return found;
    }
}
