package io.volant.rpc.serialization;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import org.jspecify.annotations.Nullable;

/**
 * A Kryo serializer of the slots of one resolved type, such as {@code List<User>}. It holds the codecs of its parts, so nothing is
 * looked up by class while a message is written or read. Thread-safe once compiled.
 */
abstract class Codec<T> extends Serializer<T> {
    private final Class<?> type;
    private final String text;

    /**
     * @param type the class that every value is an instance of
     * @param text the type in the schema
     */
    Codec(Class<?> type, String text) {
        super(true);
        this.type = type;
        this.text = text;
    }

    final Class<?> type() {
        return type;
    }

    final String text() {
        return text;
    }

    /** Whether each value of this type counts against the limit of objects; strings and the like are bounded by their bytes. */
    boolean counts() {
        return false;
    }

    /** Whether a value of a subclass of {@link #type} can be written too. */
    boolean takesSubclasses() {
        return false;
    }

    /** Adds the definitions of all objects, enums and unions that a value of this type can hold. */
    void define(Definitions definitions) {}

    abstract void write(WireOutput out, @Nullable T value);

    abstract @Nullable T read(WireInput in);

    /** Writes a value that the case number of a union stands before: without its null marker, if that is a byte of its own. */
    void writePresent(WireOutput out, T value) {
        write(out, value);
    }

    /** Reads what {@link #writePresent} wrote. */
    T readPresent(WireInput in) {
        T value = read(in);
        if (value == null) {
            throw Refusal.invalid("null in a case of a union"); // there is one form of null
        }
        return value;
    }

    @Override
    public final void write(Kryo kryo, Output output, T object) {
        write((WireOutput) output, object);
    }

    @Override
    @SuppressWarnings("NullAway") // registered as a serializer that takes and gives null
    public final T read(Kryo kryo, Input input, Class<? extends T> type) {
        return read((WireInput) input);
    }

    /** What an element of the wrong class in a container, where Java cannot see it, is refused with; else {@code failure}. */
    final Refusal refusal(RuntimeException failure, @Nullable Object value) {
        if (failure instanceof ClassCastException && value != null && !type.isInstance(value)) {
            return Names.unexpected(value, type);
        }
        return Refusal.of(failure);
    }
}
