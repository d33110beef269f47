package io.volant.rpc.serialization;

import io.volant.rpc.OneOfType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The names of resolved types on the wire: {@code io.x.Page(io.x.User)} and {@code io.x.Page(io.x.Order)} are two.
 *
 * <p>Found from the type alone, since an argument need not be a type that travels: in {@code record Id<T>(long value)} it is not.
 */
final class WireNames {
    private WireNames() {}

    static String of(Type type) {
        if (type instanceof Class<?> c) {
            return simple(c);
        }
        if (type instanceof ParameterizedType p) {
            return of(p.getRawType())
                    + Arrays.stream(p.getActualTypeArguments())
                            .map(WireNames::of)
                            .collect(Collectors.joining(",", "(", ")"));
        }
        if (type instanceof GenericArrayType a) {
            return "array(" + of(a.getGenericComponentType()) + ")";
        }
        if (type instanceof OneOfType oneOf) {
            return oneOf.cases().stream()
                    .map(WireNames::of)
                    .sorted(Definitions.BY_BYTES)
                    .collect(Collectors.joining(",", "oneof(", ")"));
        }
        return "?"; // an open variable; only a type that has no member of it gets this far
    }

    private static String simple(Class<?> type) {
        if (type == String.class) {
            return "string";
        }
        if (type == byte[].class) {
            return "bytes";
        }
        if (type.isArray()) {
            return "array(" + of(type.getComponentType()) + ")";
        }
        if (type == Optional.class) {
            return "optional";
        }
        CollectionKind collection = CollectionKind.all().get(type);
        if (collection != null) {
            return collection.set() ? "set" : "list";
        }
        return MapKind.all().containsKey(type) ? "map" : TypeNames.nameOf(type);
    }

    /** How deep the type arguments of a type are nested: 2 for {@code Map<String, List<User>>}. */
    static int nesting(Type type) {
        if (type instanceof ParameterizedType p) {
            return 1
                    + Arrays.stream(p.getActualTypeArguments())
                            .mapToInt(WireNames::nesting)
                            .max()
                            .orElse(0);
        }
        return type instanceof GenericArrayType a ? nesting(a.getGenericComponentType()) : 0;
    }
}
