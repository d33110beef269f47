package io.volant.rpc.transport.types;

import io.volant.rpc.RpcService;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/** Maps. */
@SuppressWarnings({"JdkObsolete", "NonApiType", "rawtypes"}) // what may stand in a signature is the subject here
final class MapTypes {
    private MapTypes() {}

    @RpcService
    interface Maps {
        Map<String, Integer> map(Map<String, Integer> v);

        HashMap<String, Integer> hashMap(HashMap<String, Integer> v);

        LinkedHashMap<String, Integer> linkedHashMap(LinkedHashMap<String, Integer> v);

        SortedMap<String, Integer> sortedMap(SortedMap<String, Integer> v);

        NavigableMap<String, Integer> navigableMap(NavigableMap<String, Integer> v);

        TreeMap<String, Integer> treeMap(TreeMap<String, Integer> v);

        ConcurrentMap<String, Integer> concurrentMap(ConcurrentMap<String, Integer> v);

        ConcurrentHashMap<String, Integer> concurrentHashMap(ConcurrentHashMap<String, Integer> v);

        EnumMap<TimeUnit, String> enumMap(EnumMap<TimeUnit, String> v);

        Map<Long, Map<String, List<Integer>>> nested(Map<Long, Map<String, List<Integer>>> v);
    }

    @RpcService
    interface Open {
        void raw(Map v);

        void mixed(Map<String, Object> v);

        void anyEnum(EnumMap<?, String> v);

        void table(Hashtable<String, String> v);

        void properties(Properties v);

        void entry(Map.Entry<String, String> v);
    }

    static Family family() {
        LinkedHashMap<String, Integer> two = new LinkedHashMap<>();
        two.put("b", 2);
        two.put("a", 1);
        HashMap<String, Integer> nulls = new HashMap<>();
        nulls.put(null, 1);
        nulls.put("a", null);
        TreeMap<String, Integer> sorted = new TreeMap<>(two);
        LinkedHashMap<Long, Object> nested = new LinkedHashMap<>();
        nested.put(7L, new LinkedHashMap<>(Map.of("k", List.of(1, 2))));
        FamilyBuilder family = new FamilyBuilder(
                        "Maps",
                        "As lists; the order is kept. Keys and values may be null, except in concurrent maps, keys of sorted maps and"
                                + " of an `EnumMap`.",
                        Maps.class)
                .arriveAs(two, "map", two, Collections.unmodifiableMap(two), Collections.synchronizedMap(two))
                .arriveAs(
                        new LinkedHashMap<>(sorted),
                        "map",
                        sorted,
                        sorted.headMap("x"),
                        new ConcurrentHashMap<>(sorted))
                .arriveAs(new LinkedHashMap<>(Map.of("k", 1)), "map", Map.of("k", 1), Collections.singletonMap("k", 1))
                .arriveAs(new LinkedHashMap<>(), "map", Map.of(), Collections.emptyMap())
                .arrive("map", nulls, new LinkedHashMap<>(nulls))
                .travel("hashMap", nulls, new HashMap<>())
                .travel("linkedHashMap", two)
                .arriveAs(sorted, "sortedMap", sorted, Collections.unmodifiableSortedMap(sorted))
                .arriveAs(sorted, "navigableMap", sorted, sorted.tailMap("a", true))
                .travel("treeMap", sorted)
                .travel("concurrentMap", new ConcurrentHashMap<>(two))
                .travel("concurrentHashMap", new ConcurrentHashMap<>(two))
                .travel("enumMap", new EnumMap<>(Map.of(TimeUnit.DAYS, "d")), new EnumMap<>(TimeUnit.class))
                .travel("nested", nested);
        refusals(family);
        return family.build();
    }

    private static void refusals(FamilyBuilder family) {
        family.refuseValue(
                        "sortedMap",
                        "with a comparator",
                        new TreeMap<>(Collections.reverseOrder()),
                        "v: a comparator cannot be sent (expected: natural order)")
                .refuseValue(
                        "map",
                        "a value of another class",
                        Map.of("k", "x"),
                        "v[0].value: String (expected exactly Integer)")
                .open(Open.class)
                .refuse("raw", "parameter 1: Map is open; name its type arguments")
                .refuse(
                        "mixed",
                        "parameter 1.value: Object is open; name a type or list the types with @OneOf({\u2026})")
                .refuse("anyEnum", "parameter 1.key: ? is open; name a type or list the types with @OneOf({\u2026})")
                .refuse("table", "parameter 1: java.util.Hashtable cannot be sent (use Map)")
                .refuse("properties", "parameter 1: java.util.Properties cannot be sent (use Map)")
                .refuse("entry", "parameter 1: java.util.Map$Entry cannot be sent (use a record of key and value)");
    }
}
