package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.volant.rpc.CodecException;
import io.volant.rpc.CodecLimits;
import io.volant.rpc.MethodCodec;
import io.volant.rpc.RpcService;
import io.volant.rpc.ServiceCodec;
import java.util.AbstractCollection;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the slots of the collection interfaces take: anything that can be iterated, whatever class it has. */
@SuppressWarnings({"JdkObsolete", "IdentityHashMapUsage"}) // people hand over what they have
class HandedCollectionsTest {
    @RpcService
    interface Slots {
        List<String> list(List<String> v);

        Set<String> set(Set<String> v);

        Map<String, String> map(Map<String, String> v);

        Collection<String> collection(Collection<String> v);
    }

    private static final ServiceCodec CODEC = Codecs.of(Slots.class);

    /** A list as libraries have them. */
    static final class Repeated extends AbstractList<String> {
        @Override
        public String get(int index) {
            return "x";
        }

        @Override
        public int size() {
            return 3;
        }
    }

    /** A map whose iterator gives one entry again and again, each time with another content. */
    static final class OneEntry extends AbstractMap<String, String> {
        private final List<String> keys = List.of("a", "b");

        @Override
        public Set<Entry<String, String>> entrySet() {
            String[] current = {""};
            Entry<String, String> only = new Entry<>() {
                @Override
                public String getKey() {
                    return current[0];
                }

                @Override
                public String getValue() {
                    return current[0] + current[0];
                }

                @Override
                public String setValue(String value) {
                    throw new UnsupportedOperationException();
                }
            };
            return new java.util.AbstractSet<>() {
                @Override
                public Iterator<Entry<String, String>> iterator() {
                    Iterator<String> each = keys.iterator();
                    return new Iterator<>() {
                        @Override
                        public boolean hasNext() {
                            return each.hasNext();
                        }

                        @Override
                        public Entry<String, String> next() {
                            current[0] = each.next();
                            return only;
                        }
                    };
                }

                @Override
                public int size() {
                    return 5; // an estimate
                }
            };
        }
    }

    static Stream<Arguments> handed() {
        List<String> backing = new ArrayList<>(List.of("a", "b", "c"));
        Map<String, String> map = new TreeMap<>(Map.of("a", "1", "b", "2"));
        return Stream.of(
                arguments("list", List.of()),
                arguments("list", List.of("a")),
                arguments("list", List.copyOf(backing)),
                arguments("list", Collections.emptyList()),
                arguments("list", Collections.singletonList(null)),
                arguments("list", Collections.unmodifiableList(backing)),
                arguments("list", Collections.synchronizedList(backing)),
                arguments("list", Collections.checkedList(backing, String.class)),
                arguments("list", Collections.nCopies(3, "x")),
                arguments("list", Arrays.asList("a", null)),
                arguments("list", backing.subList(1, 2)),
                arguments("list", Arrays.asList("a", "b").subList(0, 1)),
                arguments("list", new CopyOnWriteArrayList<>(backing)),
                arguments("list", new Vector<>(backing)),
                arguments("list", Stream.of("s", null).toList()),
                arguments("list", new Repeated()),
                arguments("list", new ArrayList<>(backing) {}),
                arguments("set", Set.of()),
                arguments("set", Set.of("a", "b")),
                arguments("set", Collections.unmodifiableSet(map.keySet())),
                arguments("set", map.keySet()),
                arguments("set", new ConcurrentSkipListSet<>(backing)),
                arguments("set", ConcurrentHashMap.newKeySet()),
                arguments("set", Collections.newSetFromMap(new IdentityHashMap<>())),
                arguments("map", Map.of()),
                arguments("map", Map.of("a", "1", "b", "2")),
                arguments("map", Map.copyOf(map)),
                arguments("map", Collections.emptyMap()),
                arguments("map", Collections.singletonMap("a", null)),
                arguments("map", Collections.unmodifiableMap(map)),
                arguments("map", new ConcurrentHashMap<>(map)),
                arguments("map", new TreeMap<>(map).headMap("b")),
                arguments("map", Collections.checkedMap(map, String.class, String.class)),
                arguments("collection", map.values()),
                arguments("collection", map.keySet()),
                arguments("collection", Collections.unmodifiableCollection(backing)));
    }

    @ParameterizedTest
    @MethodSource("handed")
    void itsElementsArriveInTheirOrderInTheClassOfTheSlot(String method, Object value) {
        MethodCodec codec = Codecs.method(CODEC, method);

        Object back = codec.decodeArguments(Codecs.moved(codec.encodeArguments(new Object[] {value})))[0];

        if (value instanceof Map<?, ?> map) {
            assertThat(back).isExactlyInstanceOf(LinkedHashMap.class);
            assertThat(List.copyOf(((Map<?, ?>) back).keySet())).isEqualTo(List.copyOf(map.keySet()));
            assertThat(back).isEqualTo(map);
        } else {
            assertThat(back).isExactlyInstanceOf(method.equals("set") ? LinkedHashSet.class : ArrayList.class);
            assertThat(((Collection<?>) back).toArray()).isEqualTo(((Collection<?>) value).toArray());
        }
    }

    /** A collection of two elements that says another number. */
    private static Collection<String> saying(int size, Iterable<String> elements) {
        return new AbstractCollection<>() {
            @Override
            public Iterator<String> iterator() {
                return elements.iterator();
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    static Stream<Integer> wrongSizes() {
        return Stream.of(-1, 0, 1, 3, 1_000);
    }

    @ParameterizedTest
    @MethodSource("wrongSizes")
    void aSizeThatIsNotTrueIsCountedAgain(int size) {
        MethodCodec codec = Codecs.method(CODEC, "collection");

        String written = Codecs.hex(codec.encodeArguments(new Object[] {saying(size, List.of("a", "b"))}));

        assertThat(written).isEqualTo("03" + "0261" + "0262");
    }

    @Test
    void aMapWhoseSizeIsNotTrueIsCountedAgain() {
        MethodCodec codec = Codecs.method(CODEC, "map");

        assertThat(codec.decodeArguments(codec.encodeArguments(new Object[] {new OneEntry()}))[0])
                .isEqualTo(Map.of("a", "aa", "b", "bb"));
    }

    @Test
    void whatNeverEndsIsRefused() {
        MethodCodec codec = Codecs.method(Codecs.of(Slots.class, new CodecLimits(1 << 20, 1_000, 256)), "collection");
        Iterable<String> endless = () -> Stream.generate(() -> "x").iterator();

        assertThatThrownBy(() -> codec.encodeArguments(new Object[] {saying(2, endless)}))
                .isInstanceOfSatisfying(
                        CodecException.class, e -> assertThat(e.reason()).isEqualTo(CodecException.Reason.TOO_LARGE))
                .hasMessage("v: the message has more than 1000 objects and elements");
    }

    @Test
    void aListThatIsChangedMeanwhileIsRefused() {
        MethodCodec codec = Codecs.method(CODEC, "list");
        List<String> changing = new ArrayList<>(List.of("a", "b", "c")) {
            @Override
            public Iterator<String> iterator() {
                Iterator<String> each = super.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return each.hasNext();
                    }

                    @Override
                    public String next() {
                        String next = each.next();
                        add("d"); // as another thread may
                        return next;
                    }
                };
            }
        };

        assertThatThrownBy(() -> codec.encodeArguments(new Object[] {changing}))
                .isInstanceOf(CodecException.class)
                .hasMessage("v[1]: failed with java.util.ConcurrentModificationException");
    }
}
