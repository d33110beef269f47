package io.volant.rpc;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Set;

/** Finds the parameter of a method that has {@link RoutingKey}. */
final class KeyParameter {
    /** The index of a method that has none. */
    static final int NONE = -1;

    private static final Set<Class<?>> NUMBERS =
            Set.of(byte.class, Byte.class, short.class, Short.class, int.class, Integer.class, long.class, Long.class);

    private KeyParameter() {}

    static int index(Method method, Mistakes mistakes) {
        Parameter[] parameters = method.getParameters();
        int index = NONE;
        for (int i = 0; i < parameters.length; i++) {
            if (!parameters[i].isAnnotationPresent(RoutingKey.class)) {
                continue;
            }
            Class<?> type = parameters[i].getType();
            if (type != String.class && !NUMBERS.contains(type) && !type.isEnum()) {
                mistakes.add(
                        InterfaceParser.describe(method),
                        "@RoutingKey at a " + type.getSimpleName()
                                + " (expected: a String, a whole number or an enum)");
            } else if (index != NONE) {
                mistakes.add(InterfaceParser.describe(method), "@RoutingKey at more than one parameter");
            }
            index = i;
        }
        return index;
    }
}
