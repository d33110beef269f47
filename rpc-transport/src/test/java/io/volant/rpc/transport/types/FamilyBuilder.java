package io.volant.rpc.transport.types;

import io.volant.rpc.transport.types.Family.RefusedType;
import io.volant.rpc.transport.types.Family.RefusedValue;
import io.volant.rpc.transport.types.Family.Sample;
import io.volant.rpc.transport.types.Family.Travelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects the cases of a family; the methods are named in the order in which the page shows their types. */
final class FamilyBuilder {
    private final String title;
    private final String text;
    private final @Nullable Class<?> echoes;
    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();
    private final Map<String, String> notes = new LinkedHashMap<>();
    private final List<RefusedValue> refusedValues = new ArrayList<>();
    private final List<RefusedType> refusedTypes = new ArrayList<>();
    private @Nullable Class<?> open;

    /** A family of which nothing travels. */
    FamilyBuilder(String title, String text) {
        this(title, text, null);
    }

    FamilyBuilder(String title, String text, @Nullable Class<?> echoes) {
        this.title = title;
        this.text = text;
        this.echoes = echoes;
    }

    /** Each value comes back equal and in its own class. */
    FamilyBuilder travel(String method, Object... values) {
        for (Object value : values) {
            arrive(method, value, value);
        }
        return this;
    }

    /** Each value comes back equal to {@code back}, in the class of that. */
    FamilyBuilder arriveAs(Object back, String method, Object... values) {
        for (Object value : values) {
            arrive(method, value, back);
        }
        return this;
    }

    FamilyBuilder arrive(String method, Object sent, Object back) {
        samples.computeIfAbsent(method, m -> new ArrayList<>()).add(new Sample(sent, back));
        return this;
    }

    FamilyBuilder note(String method, String note) {
        notes.put(method, note);
        return this;
    }

    FamilyBuilder refuseValue(String method, String what, Object value, String message) {
        refusedValues.add(new RefusedValue(method, what, value, message));
        return this;
    }

    /** The service whose methods {@link #refuse} is about. */
    FamilyBuilder open(Class<?> service) {
        this.open = service;
        return this;
    }

    FamilyBuilder refuse(String method, String message) {
        refusedTypes.add(new RefusedType(method, message));
        return this;
    }

    Family build() {
        if (echoes != null) {
            check(echoes, samples.keySet().stream().toList());
        }
        if (open != null) {
            check(open, refusedTypes.stream().map(RefusedType::method).toList());
        }
        List<Travelling> travelling = samples.entrySet().stream()
                .map(e -> new Travelling(e.getKey(), notes.getOrDefault(e.getKey(), ""), e.getValue()))
                .toList();
        return new Family(title, text, echoes, travelling, refusedValues, open, refusedTypes);
    }

    private static void check(Class<?> service, List<String> cases) {
        List<String> methods =
                Stream.of(service.getMethods()).map(m -> m.getName()).sorted().toList();
        if (!methods.equals(cases.stream().sorted().toList())) {
            throw new IllegalStateException(
                    service.getName() + " has the methods " + methods + " (expected one for each of " + cases + ")");
        }
    }
}
