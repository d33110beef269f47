package io.volant.rpc.serialization;

import io.volant.rpc.serialization.CollectionKind.Order;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** A list or a set: {@code varint(count + 1)} and the elements as the iterator of the value gives them. */
final class CollectionCodec extends Codec<Iterable<?>> {
    /** No more room than this is made on the word of a message. */
    static final int LARGEST_ROOM = 1_024;

    private final CollectionKind kind;
    private final Codec<Object> element;
    private final boolean nulls;
    private final boolean guarded;

    CollectionCodec(CollectionKind kind, Codec<Object> element) {
        super(kind.slot(), (kind.set() ? "set(" : "list(") + element.text() + ")");
        this.kind = kind;
        this.element = element;
        this.nulls = kind.order() == Order.ANY || kind.order() == Order.HASHED;
        this.guarded = kind.order() == Order.HASHED && HashGuard.needed(element);
    }

    @Override
    boolean counts() {
        return true;
    }

    @Override
    void define(Definitions definitions) {
        element.define(definitions);
    }

    @Override
    void write(WireOutput out, @Nullable Iterable<?> value) {
        if (value == null) {
            out.putByte(0);
            return;
        }
        if (kind.exact() && value.getClass() != type()) {
            throw Names.unexpected(value, type());
        }
        if (kind.order() == Order.SORTED && ((SortedSet<?>) value).comparator() != null) {
            throw Refusal.invalid("a comparator cannot be sent (expected: natural order)");
        }
        Collection<?> elements = value instanceof Collection<?> c ? c : copy(value, out.objectsLeft());
        int start = out.position();
        int objectsLeft = out.objectsLeft();
        out.enter();
        if (!writeAll(out, elements.size(), elements)) { // it changed under the iterator, or its size is an estimate
            out.rewind(start, objectsLeft);
            Collection<?> snapshot = copy(value, objectsLeft);
            writeAll(out, snapshot.size(), snapshot);
        }
        out.leave();
    }

    /** False if there are not {@code count} elements after all. */
    private boolean writeAll(WireOutput out, int count, Collection<?> elements) {
        if (count < 0) {
            return false;
        }
        out.putVarint(count + 1);
        out.charge(count);
        int i = 0;
        Object current = null;
        try {
            for (Object e : elements) {
                if (i == count) {
                    return false;
                }
                current = e;
                check(e);
                element.write(out, e);
                i++;
            }
        } catch (RuntimeException e) {
            throw element.refusal(e, current).in("[" + i + "]");
        }
        return i == count;
    }

    /** The elements as the iterator gives them, and never many more than can be written. */
    private static Collection<?> copy(Iterable<?> value, int most) {
        List<Object> copy = new ArrayList<>();
        for (Object element : value) {
            copy.add(element);
            if (copy.size() > most) {
                break; // counting it will refuse it
            }
        }
        return copy;
    }

    @Override
    @Nullable
    Iterable<?> read(WireInput in) {
        int count = in.takeCount(1);
        if (count < 0) {
            return null;
        }
        in.charge(count);
        in.enter();
        Collection<Object> built = kind.create().create(Math.min(count, LARGEST_ROOM), element.type());
        int i = 0;
        try {
            if (guarded && count > HashGuard.HARMLESS) {
                Object[] elements = new Object[count];
                for (; i < count; i++) {
                    elements[i] = element.read(in);
                }
                HashGuard.check(elements, 1);
                for (i = 0; i < count; i++) {
                    add(built, elements[i]);
                }
            } else {
                for (; i < count; i++) {
                    add(built, element.read(in));
                }
            }
        } catch (RuntimeException e) {
            throw Refusal.of(e).in("[" + i + "]");
        }
        in.leave();
        return built;
    }

    @SuppressWarnings("NullAway") // the collections of the JDK that allow null are not annotated so
    private void add(Collection<Object> built, @Nullable Object element) {
        check(element);
        if (!built.add(element)) {
            throw Refusal.invalid("the same element twice in a " + Names.local(type()));
        }
    }

    private void check(@Nullable Object element) {
        if (element == null && !nulls) {
            throw Refusal.invalid("null in a " + Names.local(type()));
        }
        if (kind.set()) {
            SlowKeys.check(element);
        }
    }
}
