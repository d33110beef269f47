package io.volant.rpc.serialization;

/** How classes are called in messages to people. */
final class Names {
    private Names() {}

    /** The name without its package: {@code Person$Proxy}, {@code int[]}. */
    static String local(Class<?> type) {
        return withoutPackage(type.getTypeName());
    }

    static String withoutPackage(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    static Refusal unexpected(Object value, Class<?> expected) {
        Class<?> found = value.getClass();
        String exactly = expected.isInterface() ? " (expected " : " (expected exactly ";
        if (found.getTypeName().equals(expected.getTypeName())) {
            return Refusal.invalid(local(found) + " of another class loader" + exactly + "that of the interface)");
        }
        boolean ambiguous = local(found).equals(local(expected));
        return Refusal.invalid(
                ambiguous
                        ? found.getTypeName() + exactly + expected.getTypeName() + ")"
                        : local(found) + exactly + local(expected) + ")");
    }

    static Refusal nullFor(String expected) {
        return Refusal.invalid("null (expected " + expected + ")");
    }
}
