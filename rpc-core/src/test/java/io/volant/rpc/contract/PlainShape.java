package io.volant.rpc.contract;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the values of one type travel in the test serializer; null is a marker byte in front of every value. */
abstract class PlainShape {
    private final String name;
    private final Class<?> type;

    PlainShape(String name, Class<?> type) {
        this.name = name;
        this.type = type;
    }

    String name() {
        return name;
    }

    /** Adds the fields of every record that the shape reaches, by the name of the record. */
    void describe(Map<String, String> records) {}

    abstract void writeValue(Object value, String path, DataOutput out) throws IOException;

    abstract Object readValue(String path, DataInput in) throws IOException;

    final void write(@Nullable Object value, String path, DataOutput out) throws IOException {
        if (value != null && !type.isInstance(value)) {
            throw new PlainFault(path + ": " + value.getClass().getName() + " (expected: " + type.getName() + ")");
        }
        out.writeBoolean(value != null);
        if (value != null) {
            writeValue(value, path, out);
        }
    }

    final @Nullable Object read(String path, DataInput in) throws IOException {
        return in.readBoolean() ? readValue(path, in) : null;
    }
}
