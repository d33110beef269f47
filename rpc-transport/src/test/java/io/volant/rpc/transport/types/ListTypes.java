package io.volant.rpc.transport.types;

import io.volant.rpc.RpcService;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.TreeMap;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Lists, queues, and arrays of references. */
@SuppressWarnings({"JdkObsolete", "NonApiType", "rawtypes"}) // what may stand in a signature is the subject here
final class ListTypes {
    private ListTypes() {}

    @RpcService
    interface Lists {
        List<String> list(List<String> v);

        Collection<String> collection(Collection<String> v);

        Iterable<String> iterable(Iterable<String> v);

        ArrayList<String> arrayList(ArrayList<String> v);

        LinkedList<String> linkedList(LinkedList<String> v);

        Queue<String> queue(Queue<String> v);

        Deque<String> deque(Deque<String> v);

        ArrayDeque<String> arrayDeque(ArrayDeque<String> v);

        List<? extends List<? extends String>> wildcards(List<? extends List<? extends String>> v);

        String[] array(String[] v);

        int[][] matrix(int[][] v);

        List<String>[] arrayOfLists(List<String>[] v);
    }

    @RpcService
    interface Open {
        void raw(List v);

        void any(List<?> v);

        void lower(List<? super String> v);

        void objects(Object[] v);

        void copying(CopyOnWriteArrayList<String> v);

        void vector(Vector<String> v);

        void priority(PriorityQueue<String> v);

        void own(Names v);
    }

    /** A list as libraries have them. */
    static final class Repeated extends AbstractList<String> {
        @Override
        public String get(int index) {
            return "a";
        }

        @Override
        public int size() {
            return 2;
        }
    }

    static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1L;
    }

    static Family family() {
        ArrayList<String> two = new ArrayList<>(List.of("a", "a"));
        ArrayList<String> none = new ArrayList<>();
        ArrayList<String> withNull = new ArrayList<>(Arrays.asList("a", null));
        FamilyBuilder family = new FamilyBuilder(
                        "Lists, queues and arrays",
                        "A slot of an interface takes any class and is filled with the one named here, which can be changed; a slot of"
                                + " a class takes exactly that class. `List.of`, `Arrays.asList`, `subList`, `unmodifiableList`,"
                                + " `Stream.toList`, views of maps, concurrent lists and lists of your own are written as their"
                                + " iterators give them; if their size then turns out to be wrong, once more. Elements may be null,"
                                + " except in queues.",
                        Lists.class)
                .arriveAs(two, "list", handed(two))
                .arriveAs(none, "list", List.of(), Collections.emptyList(), new CopyOnWriteArrayList<>())
                .arriveAs(withNull, "list", Arrays.asList("a", null), Collections.unmodifiableList(withNull))
                .arriveAs(
                        two,
                        "collection",
                        List.of("a", "a"),
                        new TreeMap<>(Map.of(1, "a", 2, "a")).values(),
                        new ConcurrentHashMap<>(Map.of(1, "a", 2, "a")).values(),
                        new ArrayDeque<>(two))
                .arriveAs(two, "iterable", two, new Repeated(), (Iterable<String>)
                        () -> List.of("a", "a").iterator())
                .travel("arrayList", two, none, withNull)
                .travel("linkedList", new LinkedList<>(withNull))
                .arriveAs(new ArrayDeque<>(two), "queue", new ArrayDeque<>(two), new LinkedList<>(two))
                .arriveAs(new ArrayDeque<>(two), "deque", new ArrayDeque<>(two), new LinkedList<>(two))
                .travel("arrayDeque", new ArrayDeque<>(two))
                .arrive("wildcards", List.of(List.of("a")), new ArrayList<>(List.of(new ArrayList<>(List.of("a")))))
                .note("wildcards", "`? extends X` is X")
                .travel("array", new String[0], new String[] {"a", null})
                .travel("matrix", (Object) new int[][] {{1, 2}, null, {}})
                .travel("arrayOfLists", (Object) new List<?>[] {two, null});
        refusals(family);
        return family.build();
    }

    private static Object[] handed(ArrayList<String> two) {
        return new Object[] {
            List.of("a", "a"),
            List.copyOf(two),
            Arrays.asList("a", "a"),
            Collections.unmodifiableList(two),
            Collections.nCopies(2, "a"),
            two.subList(0, 2),
            Stream.of("a", "a").toList(),
            new LinkedList<>(two),
            new CopyOnWriteArrayList<>(two),
            new Repeated()
        };
    }

    private static void refusals(FamilyBuilder family) {
        family.refuseValue("arrayList", "a subclass", new Names(), "v: ListTypes$Names (expected exactly ArrayList)")
                .refuseValue(
                        "queue",
                        "null as an element",
                        new LinkedList<>(Arrays.asList("a", null)),
                        "v[1]: null in a Queue")
                .refuseValue(
                        "list", "an `Integer` as an element", List.of(1), "v[0]: Integer (expected exactly String)")
                .open(Open.class)
                .refuse("raw", "parameter 1: List is open; name its type arguments")
                .refuse("any", "parameter 1[]: ? is open; name a type or list the types with @OneOf({\u2026})")
                .refuse(
                        "lower",
                        "parameter 1[]: ? super java.lang.String is open; name a type or list the types with @OneOf({\u2026})")
                .refuse("objects", "parameter 1[]: Object is open; name a type or list the types with @OneOf({\u2026})")
                .refuse("copying", "parameter 1: java.util.concurrent.CopyOnWriteArrayList cannot be sent (use List)")
                .refuse("vector", "parameter 1: java.util.Vector cannot be sent (use List)")
                .refuse("priority", "parameter 1: java.util.PriorityQueue cannot be sent (use Queue)")
                .refuse("own", "parameter 1: " + Names.class.getName() + " cannot be sent (use List)");
    }
}
