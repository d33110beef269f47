package io.volant.rpc.examples.schema;

import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.SchemaDifference;
import io.volant.rpc.ServiceCodec;
import io.volant.rpc.examples.schema.Difference.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Compares the services of two jars by name and version, and their methods by signature: as a client and a server do. */
final class Comparison {
    private final List<Difference> differences = new ArrayList<>();
    private int equal;

    private Comparison() {}

    static Comparison of(Services here, Services there) {
        Comparison comparison = new Comparison();
        comparison.both("", here.byName(), there.byName(), comparison::compare);
        return comparison;
    }

    /** Sorted by service and signature. */
    List<Difference> differences() {
        return List.copyOf(differences);
    }

    /** How many methods both have in the same form. */
    int equal() {
        return equal;
    }

    long count(Kind kind) {
        return differences.stream().filter(d -> d.kind() == kind).count();
    }

    private void compare(ServiceCodec here, ServiceCodec there) {
        both(here.service() + " ", bySignature(here), bySignature(there), (mine, other) -> {
            if (here.digest(mine.index()) == there.digest(other.index())) {
                equal++;
                return;
            }
            SchemaDifference found = here.compare(mine.index(), there.schema(other.index()));
            differences.add(new Difference(
                    Kind.BREAKS, here.service() + " " + mine.signature(), found.subject(), found.lines()));
        });
    }

    /** Notes what only one side has, and hands on what both have. */
    private <T> void both(String prefix, Map<String, T> here, Map<String, T> there, BiConsumer<T, T> common) {
        SortedSet<String> names = new TreeSet<>(here.keySet());
        names.addAll(there.keySet());
        for (String name : names) {
            @Nullable T mine = here.get(name);
            @Nullable T other = there.get(name);
            if (mine != null && other != null) {
                common.accept(mine, other);
            } else {
                Kind kind = other == null ? Kind.REMOVED : Kind.ADDED;
                differences.add(new Difference(kind, prefix + name, "", List.of()));
            }
        }
    }

    private static Map<String, MethodDescriptor> bySignature(ServiceCodec codec) {
        Map<String, MethodDescriptor> methods = new HashMap<>();
        codec.service().methods().forEach(method -> methods.put(method.signature(), method));
        return methods;
    }
}
