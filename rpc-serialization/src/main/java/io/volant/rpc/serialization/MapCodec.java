package io.volant.rpc.serialization;

import io.volant.rpc.serialization.CollectionKind.Order;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A map: {@code varint(count + 1)} and key, value, key, value… as the iterator of the value gives them. */
final class MapCodec extends Codec<Map<?, ?>> {
    private final MapKind kind;
    private final Codec<Object> key;
    private final Codec<Object> content;
    private final boolean guarded;

    MapCodec(MapKind kind, Codec<Object> key, Codec<Object> content) {
        super(kind.slot(), "map(" + key.text() + "," + content.text() + ")");
        this.kind = kind;
        this.key = key;
        this.content = content;
        this.guarded = kind.order() == Order.HASHED && HashGuard.needed(key);
    }

    @Override
    boolean counts() {
        return true;
    }

    @Override
    void define(Definitions definitions) {
        key.define(definitions);
        content.define(definitions);
    }

    @Override
    void write(WireOutput out, @Nullable Map<?, ?> value) {
        if (value == null) {
            out.putByte(0);
            return;
        }
        if (kind.exact() && value.getClass() != type()) {
            throw Names.unexpected(value, type());
        }
        if (kind.order() == Order.SORTED && ((SortedMap<?, ?>) value).comparator() != null) {
            throw Refusal.invalid("a comparator cannot be sent (expected: natural order)");
        }
        int start = out.position();
        int objectsLeft = out.objectsLeft();
        out.enter();
        if (!writeAll(
                out, value.size(), value.entrySet())) { // it changed under the iterator, or its size is an estimate
            out.rewind(start, objectsLeft);
            List<Map.Entry<?, ?>> snapshot = copy(value, objectsLeft);
            writeAll(out, snapshot.size(), snapshot);
        }
        out.leave();
    }

    /** False if there are not {@code count} entries after all. */
    private boolean writeAll(WireOutput out, int count, Collection<? extends Map.Entry<?, ?>> entries) {
        if (count < 0) {
            return false;
        }
        out.putVarint(count + 1);
        out.charge(2L * count);
        int i = 0;
        try {
            for (Map.Entry<?, ?> entry : entries) {
                if (i == count) {
                    return false;
                }
                writeKey(out, entry.getKey());
                writeContent(out, entry.getValue());
                i++;
            }
        } catch (RuntimeException e) {
            throw Refusal.of(e).in("[" + i + "]");
        }
        return i == count;
    }

    /** The entries as the iterator gives them, and never many more than can be written. */
    private static List<Map.Entry<?, ?>> copy(Map<?, ?> value, int most) {
        List<Map.Entry<?, ?>> copy = new ArrayList<>();
        for (Map.Entry<?, ?> entry : value.entrySet()) {
            copy.add(new SimpleImmutableEntry<>(entry)); // some maps use one entry for all
            if (copy.size() > most) {
                break; // counting it will refuse it
            }
        }
        return copy;
    }

    private void writeKey(WireOutput out, @Nullable Object value) {
        checkKey(value);
        try {
            key.write(out, value);
        } catch (RuntimeException e) {
            throw key.refusal(e, value).in(".key");
        }
    }

    private void writeContent(WireOutput out, @Nullable Object value) {
        checkContent(value);
        try {
            content.write(out, value);
        } catch (RuntimeException e) {
            throw content.refusal(e, value).in(".value");
        }
    }

    @Override
    @Nullable
    Map<?, ?> read(WireInput in) {
        int count = in.takeCount(2);
        if (count < 0) {
            return null;
        }
        in.charge(2L * count);
        in.enter();
        Map<Object, Object> built = kind.create().create(Math.min(count, CollectionCodec.LARGEST_ROOM), key.type());
        int i = 0;
        try {
            if (guarded && count > HashGuard.HARMLESS) {
                Object[] pairs = new Object[2 * count];
                for (; i < count; i++) {
                    pairs[2 * i] = key.read(in);
                    pairs[2 * i + 1] = content.read(in);
                }
                HashGuard.check(pairs, 2);
                for (i = 0; i < count; i++) {
                    put(built, pairs[2 * i], pairs[2 * i + 1]);
                }
            } else {
                for (; i < count; i++) {
                    put(built, key.read(in), content.read(in));
                }
            }
        } catch (RuntimeException e) {
            throw Refusal.of(e).in("[" + i + "]");
        }
        in.leave();
        return built;
    }

    @SuppressWarnings("NullAway") // the maps of the JDK that allow null are not annotated so
    private void put(Map<Object, Object> built, @Nullable Object k, @Nullable Object v) {
        checkKey(k);
        checkContent(v);
        int before = built.size();
        built.put(k, v);
        if (built.size() == before) {
            throw Refusal.invalid("the same key twice");
        }
    }

    private void checkKey(@Nullable Object value) {
        if (value == null && !kind.nullKeys()) {
            throw Refusal.invalid("null as a key of a " + Names.local(type()));
        }
        SlowKeys.check(value);
    }

    private void checkContent(@Nullable Object value) {
        if (value == null && !kind.nulls()) {
            throw Refusal.invalid("null as a value of a " + Names.local(type()));
        }
    }
}
