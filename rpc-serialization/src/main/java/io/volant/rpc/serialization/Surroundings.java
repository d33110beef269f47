package io.volant.rpc.serialization;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.stream.Stream;

/** What a class needs around it that another JVM does not have. */
final class Surroundings {
    private Surroundings() {}

    /** Why values of the class cannot be made elsewhere. */
    static Optional<String> complaint(Class<?> raw) {
        if (raw.isHidden()) {
            return Optional.of("a hidden class has no name on the wire");
        }
        if (raw.isMemberClass() && !Modifier.isStatic(raw.getModifiers())) {
            return Optional.of("an inner class holds its outer object; make it static");
        }
        if (raw.isLocalClass() && Stream.of(raw.getDeclaredFields()).anyMatch(Surroundings::isCaptured)) {
            return Optional.of("a local class holds what surrounds it; make it static");
        }
        return Optional.empty();
    }

    /** An outer object or a variable. */
    private static boolean isCaptured(Field field) {
        return field.isSynthetic() && !Modifier.isStatic(field.getModifiers());
    }
}
