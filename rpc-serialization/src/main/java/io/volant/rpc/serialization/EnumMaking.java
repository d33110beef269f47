package io.volant.rpc.serialization;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;

/** Makes the collections that need to know an enum class, which the compiler cannot see here. */
final class EnumMaking {
    private EnumMaking() {}

    @SuppressWarnings({"unchecked", "rawtypes"}) // callers have checked that the class is an enum
    static Collection<Object> set(Class<?> constants) {
        return (Collection<Object>) (Collection) EnumSet.noneOf((Class) constants);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // callers have checked that the class is an enum
    static Map<Object, Object> map(Class<?> constants) {
        return (Map<Object, Object>) (Map) new EnumMap((Class) constants);
    }
}
