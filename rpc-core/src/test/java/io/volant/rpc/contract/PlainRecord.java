package io.volant.rpc.contract;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The shape of a record: its components, one after the other. */
final class PlainRecord extends PlainShape {
    private final Class<?> type;
    private final RecordComponent[] components;
    private final List<PlainShape> shapes;

    PlainRecord(Class<?> type, List<PlainShape> shapes) {
        super("object " + type.getName(), type);
        this.type = type;
        this.components = type.getRecordComponents();
        this.shapes = shapes;
    }

    @Override
    void describe(Map<String, String> records) {
        if (records.containsKey(type.getName())) {
            return;
        }
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < components.length; i++) {
            fields.append(i == 0 ? "" : ", ")
                    .append(components[i].getName())
                    .append(':')
                    .append(shapes.get(i).name());
        }
        records.put(type.getName(), fields.toString());
        shapes.forEach(shape -> shape.describe(records));
    }

    @Override
    void writeValue(Object value, String path, DataOutput out) throws IOException {
        for (int i = 0; i < components.length; i++) {
            try {
                Method accessor = components[i].getAccessor();
                accessor.setAccessible(true);
                shapes.get(i).write(accessor.invoke(value), path + "." + components[i].getName(), out);
            } catch (ReflectiveOperationException e) {
                throw new PlainFault(path + "." + components[i].getName() + ": " + e);
            }
        }
    }

    @Override
    Object readValue(String path, DataInput in) throws IOException {
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = shapes.get(i).read(path + "." + components[i].getName(), in);
        }
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new PlainFault(path + ": " + e.getCause());
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new PlainFault(path + ": " + e);
        }
    }
}
