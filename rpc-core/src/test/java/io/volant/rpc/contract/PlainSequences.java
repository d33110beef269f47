package io.volant.rpc.contract;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Shapes with a count in front: bytes, arrays, lists. */
final class PlainSequences {
    private static final int MOST = 100_000_000;

    private PlainSequences() {}

    static void writeBytes(DataOutput out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static byte[] readBytes(DataInput in) throws IOException {
        byte[] bytes = new byte[count(in)];
        in.readFully(bytes);
        return bytes;
    }

    private static int count(DataInput in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST) {
            throw new PlainFault("count: " + count + " (expected: 0.." + MOST + ")");
        }
        return count;
    }

    static final class ListShape extends PlainShape {
        private final PlainShape element;

        ListShape(PlainShape element) {
            super("list(" + element.name() + ")", List.class);
            this.element = element;
        }

        @Override
        void describe(Map<String, String> records) {
            element.describe(records);
        }

        @Override
        void writeValue(Object value, String path, DataOutput out) throws IOException {
            List<?> list = (List<?>) value;
            out.writeInt(list.size());
            for (Object each : list) {
                element.write(each, path + "[]", out);
            }
        }

        @Override
        Object readValue(String path, DataInput in) throws IOException {
            int count = count(in);
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                list.add(element.read(path + "[]", in));
            }
            return list;
        }
    }

    static final class ArrayShape extends PlainShape {
        private final Class<?> component;
        private final PlainShape element;

        ArrayShape(Class<?> type, PlainShape element) {
            super("array(" + element.name() + ")", type);
            this.component = type.getComponentType();
            this.element = element;
        }

        @Override
        void describe(Map<String, String> records) {
            element.describe(records);
        }

        @Override
        void writeValue(Object value, String path, DataOutput out) throws IOException {
            int length = Array.getLength(value);
            out.writeInt(length);
            for (int i = 0; i < length; i++) {
                element.write(Array.get(value, i), path + "[]", out);
            }
        }

        @Override
        Object readValue(String path, DataInput in) throws IOException {
            Object array = Array.newInstance(component, count(in));
            for (int i = 0; i < Array.getLength(array); i++) {
                Array.set(array, i, element.read(path + "[]", in));
            }
            return array;
        }
    }
}
