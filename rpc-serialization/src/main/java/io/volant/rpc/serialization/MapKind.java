package io.volant.rpc.serialization;

import io.volant.rpc.serialization.CollectionKind.Order;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A map type that may stand in a signature, and what is built for it.
 *
 * @param slot the declared type
 * @param exact whether a value must be of exactly that class, since the other side builds it
 * @param order what the keys must allow
 * @param nulls whether keys and values may be null
 * @param create an empty map with room for some entries, of some key class
 */
record MapKind(Class<?> slot, boolean exact, Order order, boolean nulls, Create create) {
    private static final Map<Class<?>, MapKind> KINDS = kinds();

    /** Makes an empty map. */
    @FunctionalInterface
    interface Create {
        Map<Object, Object> create(int room, Class<?> key);
    }

    /** Every map type that travels, by the class in the signature. */
    static Map<Class<?>, MapKind> all() {
        return KINDS;
    }

    /** Whether a key may be null. */
    boolean nullKeys() {
        return nulls && order == Order.HASHED;
    }

    private static Map<Class<?>, MapKind> kinds() {
        Map<Class<?>, MapKind> kinds = new HashMap<>();
        for (Class<?> slot : List.of(Map.class, LinkedHashMap.class)) {
            put(kinds, slot, Order.HASHED, true, (room, key) -> new LinkedHashMap<>(CollectionKind.tableSize(room)));
        }
        put(kinds, HashMap.class, Order.HASHED, true, (room, key) -> new HashMap<>(CollectionKind.tableSize(room)));
        for (Class<?> slot : List.of(ConcurrentMap.class, ConcurrentHashMap.class)) {
            put(kinds, slot, Order.HASHED, false, (room, key) -> new ConcurrentHashMap<>(room));
        }
        for (Class<?> slot : List.of(SortedMap.class, NavigableMap.class, TreeMap.class)) {
            put(kinds, slot, Order.SORTED, true, (room, key) -> new TreeMap<>());
        }
        put(kinds, EnumMap.class, Order.ENUM, true, (room, key) -> EnumMaking.map(key));
        return Map.copyOf(kinds);
    }

    private static void put(Map<Class<?>, MapKind> kinds, Class<?> slot, Order order, boolean nulls, Create create) {
        kinds.put(slot, new MapKind(slot, !slot.isInterface(), order, nulls, create));
    }
}
