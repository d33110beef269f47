package io.volant.rpc.serialization;

import org.jspecify.annotations.Nullable;

/** A value without parts that Volant knows by itself: a null marker, then its content. */
final class LeafCodec<T> extends Codec<T> {
    /** Writes the content of a value that is not null. */
    @FunctionalInterface
    interface Writer<T> {
        void write(WireOutput out, T value);
    }

    /** Reads what the writer wrote; what it throws means that the bytes are invalid. */
    @FunctionalInterface
    interface Reader<T> {
        T read(WireInput in);
    }

    private final boolean exact;
    private final Writer<T> writer;
    private final Reader<T> reader;

    /**
     * @param exact whether a value of a subclass is refused
     */
    LeafCodec(Class<?> type, boolean exact, Writer<T> writer, Reader<T> reader) {
        super(type, type.getName());
        this.exact = exact;
        this.writer = writer;
        this.reader = reader;
    }

    @Override
    void write(WireOutput out, @Nullable T value) {
        if (value == null) {
            out.putByte(0);
            return;
        }
        if (exact && value.getClass() != type()) {
            throw Names.unexpected(value, type());
        }
        out.putByte(1);
        writer.write(out, value);
    }

    @Override
    boolean takesSubclasses() {
        return !exact;
    }

    @Override
    void writePresent(WireOutput out, T value) {
        writer.write(out, value);
    }

    @Override
    @Nullable
    T read(WireInput in) {
        return in.takePresent() ? readPresent(in) : null;
    }

    @Override
    T readPresent(WireInput in) {
        try {
            return reader.read(in);
        } catch (Refusal e) {
            throw e;
        } catch (RuntimeException e) {
            throw Refusal.invalid("not a " + Names.local(type())); // the JDK's messages quote the value
        }
    }
}
