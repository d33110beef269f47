package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.CodecException;
import io.volant.rpc.CodecLimits;
import io.volant.rpc.MethodCodec;
import io.volant.rpc.Payload;
import io.volant.rpc.RpcService;
import java.io.IOException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A type that was used often is written and read another way, which must not be seen in anything but time. */
class JoinedMembersTest {
    private static final int OFTEN = 5_000;

    record Primitives(boolean z, byte b, short s, char c, int i, long l, float f, double d) {}

    record Box<T>(T content) {}

    record Order(Primitives first, Box<String> box, List<Box<String>> boxes, Bean bean, String last) {
        Order {
            if (Objects.equals(last, "refused")) {
                throw new IllegalArgumentException("refused");
            }
        }
    }

    static class Bean {
        boolean z;
        byte b;
        short s;
        char c;
        int i;
        long l;
        float f;
        double d;
        String text;
        Box<String> box;
    }

    record Tree(String name, Tree left, Tree right) {}

    @RpcService
    interface Orders {
        Order order(Order order);

        Tree tree(Tree tree);
    }

    private static final MethodCodec ORDER = Codecs.method(Orders.class, "order");

    private static Bean bean(String text) {
        Bean bean = new Bean();
        bean.z = true;
        bean.b = -1;
        bean.s = -300;
        bean.c = '\u20AC';
        bean.i = 70_000;
        bean.l = Long.MIN_VALUE;
        bean.f = 0.5f;
        bean.d = -0.25;
        bean.text = text;
        bean.box = new Box<>(text);
        return bean;
    }

    private static Order order(String last) {
        Primitives primitives = new Primitives(
                true, Byte.MIN_VALUE, Short.MAX_VALUE, '\uFFFF', Integer.MIN_VALUE, Long.MAX_VALUE, 1.5f, 1e300);
        return new Order(primitives, new Box<>("box"), List.of(new Box<>("a"), new Box<>(null)), bean("b\u00E9"), last);
    }

    private static Order decoded(Payload payload) {
        return (Order) ORDER.decodeArguments(Codecs.moved(payload))[0];
    }

    private static void useOften() {
        Order order = order("last");
        for (int n = 0; n < OFTEN; n++) {
            decoded(ORDER.encodeArguments(new Object[] {order}));
        }
        awaitJoined();
    }

    private static void awaitJoined() {
        CountDownLatch behind = new CountDownLatch(1);
        Joining.later("what was asked for before", behind::countDown);
        try {
            assertThat(behind.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(60_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
    }

    @Test
    void theBytesAndTheValuesAreTheSame() {
        String before = Codecs.hex(Codecs.method(Orders.class, "order").encodeArguments(new Object[] {order("last")}));

        useOften();

        Payload after = ORDER.encodeArguments(new Object[] {order("last")});
        assertThat(Codecs.hex(after)).isEqualTo(before);
        assertThat(decoded(after)).usingRecursiveComparison().isEqualTo(order("last"));
    }

    @Test
    void itIsIndeedJoinedOnceForEachTypeAndDirection() {
        MethodCodec fresh = Codecs.method(Orders.class, "order");
        awaitJoined();
        int before = Joining.done();

        for (int n = 0; n < OFTEN; n++) {
            fresh.decodeArguments(fresh.encodeArguments(new Object[] {order("last")}));
        }
        awaitJoined();

        // Primitives, Box<String>, Order and Bean; and the two that were awaited
        assertThat(Joining.done() - before - 1).isEqualTo(2 * 4);
    }

    @Test
    void codeOfUsersThatThrowsAnythingIsNamedByItsPathToo() {
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> encode(withBoxes(new Sneaky())))
                    .isInstanceOf(CodecException.class)
                    .hasMessageStartingWith("order.boxes: ");
            useOften();
        }
    }

    /** A list whose iterator throws what it does not declare, as those of other languages may. */
    private static final class Sneaky extends AbstractList<Box<String>> {
        @Override
        public Box<String> get(int index) {
            throw JoinedMembersTest.<RuntimeException>sneaky(new IOException("on purpose"));
        }

        @Override
        public int size() {
            return 1;
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // that is the trick
    private static <E extends Throwable> E sneaky(Throwable e) throws E {
        throw (E) e;
    }

    @Test
    void whatIsRefusedIsNamedByItsPath() {
        useOften();

        assertThatThrownBy(() -> encode(order("half \uD800")))
                .isInstanceOf(CodecException.class)
                .hasMessage("order.last: a string with half of a surrogate pair");
        Order deep = order("last");
        deep.bean().box = new Box<>("half \uD800");
        assertThatThrownBy(() -> encode(deep))
                .hasMessage("order.bean.box.content: a string with half of a surrogate pair");
        assertThatThrownBy(() -> encode(withBoxes(List.of(new Box<>("a"), polluted()))))
                .hasMessage("order.boxes[1].content: Integer (expected exactly String)");
    }

    @Test
    void whatCannotBeReadIsNamedByItsPath() {
        useOften();
        byte[] good = ORDER.encodeArguments(new Object[] {order("refuse?")}).array();
        byte[] constructor = good.clone();
        constructor[good.length - 1] = 'd';
        byte[] cut = Arrays.copyOf(good, good.length - 3);
        byte[] flag = good.clone();
        flag[2] = 7; // the first boolean
        byte[] box = good.clone();
        int second = HexFormat.of().formatHex(good).indexOf("03" + "01" + "0261" + "01" + "00") / 2 + 4;
        assertThat(box[second]).isEqualTo((byte) 1);
        box[second] = 9; // whether there is a second box in the list
        byte[] bean = good.clone();
        int text = HexFormat.of().formatHex(good).indexOf("04" + "62c3a9") / 2;
        bean[text + 2] = 'x'; // half of a character, in the box of the bean

        assertThatThrownBy(() -> decoded(Payload.of(cut)))
                .hasMessageStartingWith("order.last: ")
                .hasMessageEndingWith("bytes left");
        assertThatThrownBy(() -> decoded(Payload.of(flag))).hasMessage("order.first.z: boolean: 7 (expected: 0 or 1)");
        assertThatThrownBy(() -> decoded(Payload.of(box)))
                .hasMessage("order.boxes[1]: null marker: 9 (expected: 0 or 1)");
        assertThatThrownBy(() -> decoded(Payload.of(bean)))
                .hasMessage("order.bean.box.content: a string that is not UTF-8");
        assertThatThrownBy(() -> decoded(Payload.of(constructor)))
                .hasMessage("order: the constructor of JoinedMembersTest$Order threw "
                        + "java.lang.IllegalArgumentException");
    }

    @Test
    void aTypeThatIsAPartOfItselfMayBeAsDeepAsBefore() {
        MethodCodec trees = Codecs.method(Orders.class, "tree");
        Tree small = new Tree("leaf", null, new Tree("leaf", null, null));
        for (int n = 0; n < OFTEN; n++) {
            trees.decodeArguments(trees.encodeArguments(new Object[] {small}));
        }
        awaitJoined();

        Tree deep = null;
        int levels = CodecLimits.defaults().maxDepth() - 1;
        for (int level = 0; level < levels; level++) {
            deep = new Tree("level " + level, null, deep);
        }
        Tree most = deep;
        assertThat(trees.decodeArguments(trees.encodeArguments(new Object[] {most})))
                .containsExactly(most);
        assertThatThrownBy(() -> trees.encodeArguments(new Object[] {
                    new Tree("a", null, new Tree("b", null, new Tree("c", null, most)))
                }))
                .hasMessageContaining("nested deeper than");
    }

    @Test
    void manyThreadsMayCrossOverAtOnce() {
        MethodCodec fresh = Codecs.method(Orders.class, "order");
        List<String> last = new CopyOnWriteArrayList<>(Collections.nCopies(8, ""));
        String expected = Codecs.hex(fresh.encodeArguments(new Object[] {order("last")}));
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < last.size(); t++) {
            int place = t;
            threads.add(new Thread(() -> {
                Order order = order("last");
                String again = expected;
                for (int n = 0; n < OFTEN && again.equals(expected); n++) {
                    Payload payload = fresh.encodeArguments(new Object[] {order});
                    Object back = fresh.decodeArguments(payload)[0];
                    again = Codecs.hex(fresh.encodeArguments(new Object[] {back}));
                }
                last.set(place, again);
            }));
        }
        threads.forEach(Thread::start);
        threads.forEach(JoinedMembersTest::join);

        assertThat(last).containsOnly(expected);
    }

    private static Payload encode(Order order) {
        return ORDER.encodeArguments(new Object[] {order});
    }

    private static Order withBoxes(List<Box<String>> boxes) {
        Order order = order("last");
        return new Order(order.first(), order.box(), boxes, order.bean(), order.last());
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // that is the mistake
    private static Box<String> polluted() {
        return (Box) new Box<>(5);
    }
}
