package io.volant.rpc.serialization;

import io.volant.rpc.GenericTypes;
import io.volant.rpc.OneOfType;
import io.volant.rpc.RpcType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The wire names of the classes that one service reaches: one class for one name, and only names that a schema text can carry. Each
 * class is looked at once.
 */
final class TypeNames {
    private static final Set<String> TAKEN = Set.of(
            "boolean",
            "byte",
            "short",
            "char",
            "int",
            "long",
            "float",
            "double",
            "void",
            "string",
            "bytes",
            "array",
            "list",
            "set",
            "map",
            "optional",
            "oneof");

    private final Map<String, Class<?>> classes = new HashMap<>();

    /** Claims the name of a type and those of its type arguments, since they are a part of it. */
    void claim(Type type, Problems problems) {
        if (type instanceof ParameterizedType p) {
            List.of(p.getActualTypeArguments()).forEach(argument -> claim(argument, problems));
        } else if (type instanceof GenericArrayType a) {
            claim(a.getGenericComponentType(), problems);
            return;
        } else if (type instanceof OneOfType oneOf) {
            oneOf.cases().forEach(one -> claim(one, problems));
            return;
        }
        Class<?> raw = GenericTypes.rawClass(type);
        if (raw != null && raw.isArray()) {
            claim(raw.getComponentType(), problems);
        } else if (raw != null && !Access.isPlatform(raw)) {
            claimClass(raw, problems);
        }
    }

    private void claimClass(Class<?> type, Problems problems) {
        String name = WireNames.of(type);
        Class<?> owner = classes.putIfAbsent(name, type);
        if (owner == type) {
            return;
        }
        String where = type.getSimpleName();
        if (owner != null) {
            problems.add(
                    where,
                    "the wire name \"" + name + "\" is that of " + owner.getName()
                            + " too; give one of them another with @RpcType(name = \u2026)");
        } else if (!isUsable(name, type)) {
            problems.add(
                    where,
                    "the wire name \"" + name
                            + "\" cannot be used (expected: letters, digits and . _ $ -, no word of the schema, nothing of java.*)");
        }
    }

    private static boolean isUsable(String name, Class<?> type) {
        boolean chosen = !name.equals(type.getName());
        return name.codePoints().allMatch(TypeNames::isUsable)
                && !TAKEN.contains(name)
                && !(chosen && name.startsWith("java."));
    }

    private static boolean isUsable(int c) {
        return c == '.' || c == '-' || (Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
    }

    /** What stands in the text for a class that is neither built in nor a container. */
    static String nameOf(Class<?> type) {
        RpcType annotation = type.getAnnotation(RpcType.class);
        return annotation == null || annotation.name().isEmpty() ? type.getName() : annotation.name();
    }
}
