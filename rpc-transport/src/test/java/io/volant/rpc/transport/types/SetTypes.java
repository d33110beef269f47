package io.volant.rpc.transport.types;

import io.volant.rpc.RpcService;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;

/** Sets. */
@SuppressWarnings("NonApiType") // what may stand in a signature is the subject here
final class SetTypes {
    private SetTypes() {}

    @RpcService
    interface Sets {
        Set<String> set(Set<String> v);

        HashSet<String> hashSet(HashSet<String> v);

        LinkedHashSet<String> linkedHashSet(LinkedHashSet<String> v);

        SortedSet<String> sortedSet(SortedSet<String> v);

        NavigableSet<String> navigableSet(NavigableSet<String> v);

        TreeSet<String> treeSet(TreeSet<String> v);

        EnumSet<TimeUnit> enumSet(EnumSet<TimeUnit> v);
    }

    record Unsorted(int x) {}

    @RpcService
    interface Open {
        void unsorted(SortedSet<Unsorted> v);

        void skipping(ConcurrentSkipListSet<String> v);
    }

    static Family family() {
        LinkedHashSet<String> two = new LinkedHashSet<>(List.of("b", "a"));
        TreeSet<String> sorted = new TreeSet<>(two);
        return new FamilyBuilder(
                        "Sets",
                        "As lists; the order is kept. A sorted set is in natural order, and its elements are not null.",
                        Sets.class)
                .arriveAs(two, "set", two, Collections.unmodifiableSet(two), Collections.synchronizedSet(two))
                .arriveAs(new LinkedHashSet<>(sorted), "set", sorted, new TreeMap<>(Map.of("a", 1, "b", 2)).keySet())
                .arriveAs(new LinkedHashSet<>(Set.of("x")), "set", Set.of("x"), Collections.singleton("x"))
                .arriveAs(new LinkedHashSet<>(), "set", Set.of(), Collections.emptySet())
                .arrive("set", Collections.singleton(null), new LinkedHashSet<>(Collections.singleton(null)))
                .travel("hashSet", new HashSet<>(Arrays.asList("a", null)))
                .travel("linkedHashSet", two)
                .arriveAs(sorted, "sortedSet", sorted, new ConcurrentSkipListSet<>(two))
                .arriveAs(sorted, "navigableSet", sorted, Collections.unmodifiableNavigableSet(sorted))
                .travel("treeSet", sorted)
                .travel("enumSet", EnumSet.noneOf(TimeUnit.class), EnumSet.of(TimeUnit.DAYS, TimeUnit.HOURS))
                .refuseValue(
                        "sortedSet",
                        "with a comparator",
                        new TreeSet<>(Collections.reverseOrder()),
                        "v: a comparator cannot be sent (expected: natural order)")
                .refuseValue("hashSet", "a `LinkedHashSet`", two, "v: LinkedHashSet (expected exactly HashSet)")
                .open(Open.class)
                .refuse("unsorted", "parameter 1: a SortedSet of SetTypes$Unsorted, which is not Comparable")
                .refuse("skipping", "parameter 1: java.util.concurrent.ConcurrentSkipListSet cannot be sent (use Set)")
                .build();
    }
}
