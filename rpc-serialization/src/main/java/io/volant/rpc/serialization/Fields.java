package io.volant.rpc.serialization;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which fields of a bean or an exception travel, and in which order. */
final class Fields {
    private Fields() {}

    /**
     * The fields that are not static, transient or synthetic: those of the topmost superclass first, within a class by name. What
     * the JDK declares in a superclass is left out. A name that comes twice is reported.
     */
    static List<Field> of(Class<?> raw, Problems problems) {
        List<Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Class<?> declaring : hierarchy(raw)) {
            if (!Access.isPlatform(declaring)) {
                for (Field field : declaredBy(declaring)) {
                    if (names.add(field.getName())) {
                        fields.add(field);
                    } else {
                        problems.add(where(raw, field), "a superclass has a field of the same name");
                    }
                }
            }
        }
        return fields;
    }

    /** How messages call a field. */
    static String where(Class<?> raw, Field field) {
        return raw.getSimpleName() + "." + field.getName();
    }

    static boolean isFinal(Field field) {
        return Modifier.isFinal(field.getModifiers());
    }

    /** The class and its superclasses without {@code Object}, the topmost first. */
    static List<Class<?>> hierarchy(Class<?> raw) {
        Deque<Class<?>> classes = new ArrayDeque<>();
        for (Class<?> c = raw; c != null && c != Object.class; c = c.getSuperclass()) {
            classes.addFirst(c);
        }
        return List.copyOf(classes);
    }

    private static List<Field> declaredBy(Class<?> type) {
        return Stream.of(type.getDeclaredFields())
                .filter(Fields::travels)
                .sorted(Comparator.comparing(Field::getName, Definitions.BY_BYTES))
                .toList();
    }

    private static boolean travels(Field field) {
        int modifiers = field.getModifiers();
        return !Modifier.isStatic(modifiers) && !Modifier.isTransient(modifiers) && !field.isSynthetic();
    }
}
