package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.volant.rpc.CodecException;
import io.volant.rpc.MethodCodec;
import io.volant.rpc.RpcService;
import io.volant.rpc.ServiceCodec;
import java.util.AbstractCollection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings({"JdkObsolete", "NonApiType"}) // what may stand in a signature is the subject here
class ContainerRoundTripTest {
    record Dto<T>(T value) {}

    @RpcService
    interface Containers {
        List<String> list(List<String> v);

        List<Byte> listOfBytes(List<Byte> v);

        Collection<String> collection(Collection<String> v);

        Iterable<String> iterable(Iterable<String> v);

        ArrayList<String> arrayList(ArrayList<String> v);

        LinkedList<String> linkedList(LinkedList<String> v);

        Queue<String> queue(Queue<String> v);

        Deque<String> deque(Deque<String> v);

        Set<String> set(Set<String> v);

        HashSet<Dto<String>> hashSet(HashSet<Dto<String>> v);

        SortedSet<String> sortedSet(SortedSet<String> v);

        EnumSet<TimeUnit> enumSet(EnumSet<TimeUnit> v);

        Map<String, List<Dto<String>>> map(Map<String, List<Dto<String>>> v);

        HashMap<String, String> hashMap(HashMap<String, String> v);

        SortedMap<String, String> sortedMap(SortedMap<String, String> v);

        ConcurrentMap<String, String> concurrentMap(ConcurrentMap<String, String> v);

        EnumMap<TimeUnit, String> enumMap(EnumMap<TimeUnit, String> v);

        Optional<List<String>> optional(Optional<List<String>> v);

        String[] array(String[] v);

        int[][] matrix(int[][] v);

        List<? extends Dto<? extends String>> wildcards(List<? extends Dto<? extends String>> v);

        List<String>[] arrayOfLists(List<String>[] v);
    }

    private static final ServiceCodec CODEC = Codecs.of(Containers.class);

    static Stream<Arguments> values() {
        List<String> backing = new ArrayList<>(List.of("a", "b", "c"));
        Map<String, String> nulls = new HashMap<>();
        nulls.put(null, "v");
        nulls.put("k", null);
        return Stream.of(
                arguments("list", List.of(), ArrayList.class),
                arguments("list", List.of("a", "b", "c", "d"), ArrayList.class),
                arguments("list", Arrays.asList("a", null), ArrayList.class),
                arguments("list", backing.subList(1, 3), ArrayList.class),
                arguments("list", Collections.unmodifiableList(backing), ArrayList.class),
                arguments("list", Collections.nCopies(2_000, "x"), ArrayList.class),
                arguments("list", Stream.of("s").toList(), ArrayList.class),
                arguments("list", new LinkedList<>(backing), ArrayList.class),
                arguments("listOfBytes", Arrays.asList((byte) 1, null, (byte) -1), ArrayList.class),
                arguments("collection", List.of("a"), ArrayList.class),
                arguments("iterable", List.of("a", "b"), ArrayList.class),
                arguments("arrayList", new ArrayList<>(backing), ArrayList.class),
                arguments("linkedList", new LinkedList<>(backing), LinkedList.class),
                arguments("set", Set.of(), LinkedHashSet.class),
                arguments("set", Set.of("a", "b"), LinkedHashSet.class),
                arguments("set", Collections.singleton(null), LinkedHashSet.class),
                arguments("set", backing.stream().collect(Collectors.toSet()), LinkedHashSet.class),
                arguments("hashSet", new HashSet<>(Set.of(new Dto<>("a"), new Dto<>(null))), HashSet.class),
                arguments("sortedSet", new TreeSet<>(backing), TreeSet.class),
                arguments(
                        "enumSet",
                        EnumSet.of(TimeUnit.DAYS, TimeUnit.NANOSECONDS),
                        EnumSet.noneOf(TimeUnit.class).getClass()),
                arguments(
                        "enumSet",
                        EnumSet.noneOf(TimeUnit.class),
                        EnumSet.noneOf(TimeUnit.class).getClass()),
                arguments("map", Map.of("k", List.of(new Dto<>("v"))), LinkedHashMap.class),
                arguments("hashMap", new HashMap<>(nulls), HashMap.class),
                arguments("sortedMap", new TreeMap<>(Map.of("a", "1", "b", "2")), TreeMap.class),
                arguments("concurrentMap", new ConcurrentHashMap<>(Map.of("a", "1")), ConcurrentHashMap.class),
                arguments("enumMap", new EnumMap<>(Map.of(TimeUnit.DAYS, "d")), EnumMap.class),
                arguments("optional", Optional.empty(), Optional.class),
                arguments("optional", Optional.of(List.of("a")), Optional.class),
                arguments("array", new String[] {"a", null}, String[].class),
                arguments("matrix", new int[][] {{1, 2}, null, {}}, int[][].class),
                arguments("wildcards", List.of(new Dto<>("v")), ArrayList.class),
                arguments("arrayOfLists", new List<?>[] {List.of("a"), null}, List[].class));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aContainerComesBackEqualInTheClassOfItsSlot(String method, Object value, Class<?> built) {
        MethodCodec codec = Codecs.method(CODEC, method);

        Object back = codec.decodeArguments(Codecs.moved(codec.encodeArguments(new Object[] {value})))[0];

        assertThat(back).isEqualTo(value).isExactlyInstanceOf(built);
        assertThat(codec.decodeResult(codec.encodeResult(value))).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("nullable")
    void nullIsOneByte(String method) {
        assertThat(Codecs.hex(Codecs.method(CODEC, method).encodeArguments(new Object[] {null})))
                .isEqualTo("00");
        assertThat(Codecs.method(CODEC, method).decodeArguments(Codecs.payload("00")))
                .containsExactly((Object) null);
    }

    static Stream<String> nullable() {
        return CODEC.service().methods().stream().map(m -> m.name());
    }

    @Test
    void aQueueKeepsItsOrder() {
        MethodCodec codec = Codecs.method(CODEC, "queue");
        Object[] back =
                codec.decodeArguments(codec.encodeArguments(new Object[] {new ArrayDeque<>(List.of("a", "b"))}));

        assertThat(back[0]).isExactlyInstanceOf(ArrayDeque.class);
        assertThat((Deque<?>) back[0]).map(Object.class::cast).containsExactly("a", "b");
    }

    @Test
    void anIterableWithoutASizeTravels() {
        MethodCodec codec = Codecs.method(CODEC, "iterable");
        Iterable<String> counted = () -> Stream.of("a", "b").iterator();

        assertThat(codec.decodeArguments(codec.encodeArguments(new Object[] {counted}))[0])
                .isEqualTo(List.of("a", "b"));
    }

    @Test
    void aCollectionThatChangesUnderItsIteratorIsWrittenFromASnapshot() {
        MethodCodec codec = Codecs.method(CODEC, "collection");
        Collection<String> shrunken = new AbstractCollection<>() {
            @Override
            public Iterator<String> iterator() {
                return List.of("a", "b").iterator();
            }

            @Override
            public int size() {
                return 3; // as a concurrent collection may have had a moment ago
            }
        };

        assertThat(codec.decodeArguments(codec.encodeArguments(new Object[] {shrunken}))[0])
                .isEqualTo(List.of("a", "b"));
    }

    static Stream<Arguments> unfit() {
        return Stream.of(
                arguments(
                        "sortedSet",
                        new TreeSet<>(Comparator.<String>reverseOrder()),
                        "v: a comparator cannot be sent (expected: natural order)"),
                arguments(
                        "sortedMap",
                        new TreeMap<>(Comparator.<String>reverseOrder()),
                        "v: a comparator cannot be sent (expected: natural order)"),
                arguments("queue", new LinkedList<>(Arrays.asList("a", null)), "v[1]: null in a Queue"),
                arguments(
                        "arrayList", new ArrayList<>() {}, "v: ContainerRoundTripTest$2 (expected exactly ArrayList)"),
                arguments("list", List.of(1), "v[0]: Integer (expected exactly String)"),
                arguments("listOfBytes", List.of(1), "v[0]: Integer (expected exactly Byte)"),
                arguments(
                        "map",
                        Map.of("k", List.of("x")),
                        "v[0].value[0]: String (expected exactly ContainerRoundTripTest$Dto)"),
                arguments("map", Map.of(1, List.of()), "v[0].key: Integer (expected exactly String)"),
                arguments("optional", Optional.of("x"), "v: String (expected List)"),
                arguments("array", new Object[] {"x"}, "v: Object[] (expected exactly String[])"),
                arguments("list", "x", "v: String (expected List)"));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void aValueThatDoesNotFitItsSlotIsRefusedWithItsPath(String method, Object value, String message) {
        MethodCodec codec = Codecs.method(CODEC, method);

        assertThatThrownBy(() -> codec.encodeArguments(new Object[] {value}))
                .isInstanceOf(CodecException.class)
                .hasMessage(message);
    }
}
