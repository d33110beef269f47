package io.volant.rpc.serialization;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A collection type that may stand in a signature, and what is built for it. The wire knows lists and sets; this is the local half.
 *
 * @param slot the declared type
 * @param exact whether a value must be of exactly that class, since the other side builds it
 * @param set whether equal elements are refused
 * @param order what the elements must allow
 * @param create an empty collection with room for some elements, of some element class
 */
record CollectionKind(Class<?> slot, boolean exact, boolean set, Order order, Create create) {
    private static final Map<Class<?>, CollectionKind> KINDS = kinds();

    /** What a collection asks of its elements. */
    enum Order {
        /** Anything goes. */
        ANY,
        /** No null. */
        NO_NULL,
        /** No null, and found by hash code. */
        HASHED,
        /** No null, and of natural order. */
        SORTED,
        /** Constants of one enum. */
        ENUM
    }

    /** Makes an empty collection. */
    @FunctionalInterface
    interface Create {
        Collection<Object> create(int room, Class<?> element);
    }

    /** Every collection type that travels, by the class in the signature. */
    static Map<Class<?>, CollectionKind> all() {
        return KINDS;
    }

    @SuppressWarnings("JdkObsolete") // a signature that says LinkedList gets one
    private static Map<Class<?>, CollectionKind> kinds() {
        Map<Class<?>, CollectionKind> kinds = new HashMap<>();
        Create list = (room, element) -> new ArrayList<>(room);
        Create set = (room, element) -> new LinkedHashSet<>(tableSize(room));
        Create sorted = (room, element) -> new TreeSet<>();
        Create deque = (room, element) -> new ArrayDeque<>(room);
        for (Class<?> slot : List.of(List.class, Collection.class, Iterable.class, ArrayList.class)) {
            put(kinds, slot, false, Order.ANY, list);
        }
        put(kinds, LinkedList.class, false, Order.ANY, (room, element) -> new LinkedList<>());
        for (Class<?> slot : List.of(Queue.class, Deque.class, ArrayDeque.class)) {
            put(kinds, slot, false, Order.NO_NULL, deque);
        }
        for (Class<?> slot : List.of(Set.class, LinkedHashSet.class)) {
            put(kinds, slot, true, Order.HASHED, set);
        }
        put(kinds, HashSet.class, true, Order.HASHED, (room, element) -> new HashSet<>(tableSize(room)));
        for (Class<?> slot : List.of(SortedSet.class, NavigableSet.class, TreeSet.class)) {
            put(kinds, slot, true, Order.SORTED, sorted);
        }
        put(kinds, EnumSet.class, true, Order.ENUM, (room, element) -> EnumMaking.set(element));
        return Map.copyOf(kinds);
    }

    /** The capacity at which a hash table holds {@code entries} without growing. */
    static int tableSize(int entries) {
        return entries + entries / 3 + 1;
    }

    private static void put(
            Map<Class<?>, CollectionKind> kinds, Class<?> slot, boolean set, Order order, Create create) {
        boolean exact = !slot.isInterface() && slot != EnumSet.class; // an EnumSet is always of a hidden subclass
        kinds.put(slot, new CollectionKind(slot, exact, set, order, create));
    }
}
