package io.volant.rpc.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.volant.rpc.GenericTypes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Derives shapes from types: primitives, strings, enums, byte arrays, arrays, lists and records. */
final class PlainShapes {
    private static final Map<Class<?>, PlainShape> LEAVES = leaves();

    private final Consumer<String> mistakes;

    PlainShapes(Consumer<String> mistakes) {
        this.mistakes = mistakes;
    }

    PlainShape of(Type type, String path) {
        Class<?> raw = GenericTypes.rawClass(type);
        if (raw == null || raw == Object.class) {
            mistakes.accept(path + ": " + type.getTypeName().replaceAll(".*\\.", "")
                    + " is open; name a type or list the types with @OneOf({…})");
            return LEAVES.get(void.class);
        }
        PlainShape leaf = LEAVES.get(raw);
        if (leaf != null) {
            return leaf;
        }
        if (raw.isEnum()) {
            return new EnumShape(raw);
        }
        if (raw.isArray()) {
            Type component = type instanceof GenericArrayType a ? a.getGenericComponentType() : raw.getComponentType();
            return new PlainSequences.ArrayShape(raw, of(component, path + "[]"));
        }
        if (raw == List.class && type instanceof ParameterizedType p) {
            return new PlainSequences.ListShape(of(p.getActualTypeArguments()[0], path + "[]"));
        }
        if (raw.isRecord()) {
            List<PlainShape> components = new ArrayList<>();
            for (RecordComponent component : raw.getRecordComponents()) {
                Type resolved = GenericTypes.resolve(type, component.getGenericType());
                components.add(of(resolved, raw.getSimpleName() + "." + component.getName()));
            }
            return new PlainRecord(raw, components);
        }
        mistakes.accept(path + ": " + raw.getName() + " cannot be sent (not a record, bean or known type)");
        return LEAVES.get(void.class);
    }

    private static Map<Class<?>, PlainShape> leaves() {
        Map<Class<?>, PlainShape> leaves = new HashMap<>();
        PlainShape nothing = new Leaf("void", Void.class, (out, v) -> {}, in -> {
            throw new PlainFault("a value where none can be");
        });
        leaves.put(void.class, nothing);
        leaf(leaves, int.class, Integer.class, (out, v) -> out.writeInt((int) v), DataInput::readInt);
        leaf(leaves, long.class, Long.class, (out, v) -> out.writeLong((long) v), DataInput::readLong);
        leaf(leaves, boolean.class, Boolean.class, (out, v) -> out.writeBoolean((boolean) v), DataInput::readBoolean);
        leaf(leaves, double.class, Double.class, (out, v) -> out.writeDouble((double) v), DataInput::readDouble);
        leaf(
                leaves,
                String.class,
                String.class,
                (out, v) -> PlainSequences.writeBytes(out, ((String) v).getBytes(UTF_8)),
                in -> new String(PlainSequences.readBytes(in), UTF_8));
        leaf(
                leaves,
                byte[].class,
                byte[].class,
                (out, v) -> PlainSequences.writeBytes(out, (byte[]) v),
                PlainSequences::readBytes);
        return leaves;
    }

    private static void leaf(
            Map<Class<?>, PlainShape> leaves, Class<?> type, Class<?> boxed, LeafWriter writer, LeafReader reader) {
        PlainShape leaf = new Leaf(type.getSimpleName(), boxed, writer, reader);
        leaves.put(type, leaf);
        leaves.put(boxed, leaf);
    }

    private interface LeafWriter {
        void write(DataOutput out, Object value) throws IOException;
    }

    private interface LeafReader {
        Object read(DataInput in) throws IOException;
    }

    private static final class Leaf extends PlainShape {
        private final LeafWriter writer;
        private final LeafReader reader;

        Leaf(String name, Class<?> type, LeafWriter writer, LeafReader reader) {
            super(name, type);
            this.writer = writer;
            this.reader = reader;
        }

        @Override
        void writeValue(Object value, String path, DataOutput out) throws IOException {
            writer.write(out, value);
        }

        @Override
        Object readValue(String path, DataInput in) throws IOException {
            return reader.read(in);
        }
    }

    private static final class EnumShape extends PlainShape {
        private final Object[] constants;

        EnumShape(Class<?> type) {
            super("enum " + type.getName(), type);
            this.constants = type.getEnumConstants();
        }

        @Override
        void writeValue(Object value, String path, DataOutput out) throws IOException {
            out.writeUTF(((Enum<?>) value).name());
        }

        @Override
        Object readValue(String path, DataInput in) throws IOException {
            String name = in.readUTF();
            for (Object constant : constants) {
                if (((Enum<?>) constant).name().equals(name)) {
                    return constant;
                }
            }
            throw new PlainFault(path + ": no constant of that name");
        }
    }
}
