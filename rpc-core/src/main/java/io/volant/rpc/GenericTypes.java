package io.volant.rpc;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the type variables of members as seen from a concrete type: in {@code Page<User>}, the field {@code List<T> items} is a
 * {@code List<User>}. What stays open keeps its variable; {@code ? extends X} is X. Resolved types are compared by {@code equals}.
 */
public final class GenericTypes {
    private GenericTypes() {}

    /** {@code type}, as it appears in a member of a superclass or superinterface of {@code context}, with variables replaced. */
    public static Type resolve(Type context, Type type) {
        Map<TypeVariable<?>, Type> bindings = new HashMap<>();
        bind(context, bindings);
        return substitute(type, bindings);
    }

    /** The same with each {@link OneOf} of the declaration as a {@link OneOfType}. */
    public static Type resolve(Type context, AnnotatedType type) {
        return resolve(context, AnnotatedTypes.read(type));
    }

    /** A generic class with arguments, equal to the resolved type of the same parts. */
    public static Type parameterized(Class<?> raw, List<? extends Type> arguments) {
        return new Parameterized(raw, List.copyOf(arguments));
    }

    /** The class behind a resolved type, or null for a type variable or a wildcard; that of its slot for a {@link OneOfType}. */
    public static @Nullable Class<?> rawClass(Type type) {
        if (type instanceof Class<?> c) {
            return c;
        }
        if (type instanceof ParameterizedType p) {
            return (Class<?>) p.getRawType();
        }
        if (type instanceof GenericArrayType a) {
            Class<?> component = rawClass(a.getGenericComponentType());
            return component == null ? null : component.arrayType();
        }
        return type instanceof OneOfType o ? rawClass(o.slot()) : null;
    }

    /** An array class where there is one. */
    static Type arrayOf(Type component) {
        return component instanceof Class<?> c ? c.arrayType() : new ArrayOf(component);
    }

    /** The type arguments, or the component of a generic array. */
    static List<Type> parts(Type type) {
        if (type instanceof ParameterizedType p) {
            return List.of(p.getActualTypeArguments());
        }
        return type instanceof GenericArrayType a ? List.of(a.getGenericComponentType()) : List.of();
    }

    private static void bind(Type context, Map<TypeVariable<?>, Type> bindings) {
        Class<?> raw = rawClass(context);
        if (raw == null) {
            return;
        }
        if (context instanceof OneOfType o) {
            bind(o.slot(), bindings); // it says nothing about a parent
            return;
        }
        if (context instanceof ParameterizedType p) {
            TypeVariable<?>[] variables = raw.getTypeParameters();
            Type[] arguments = p.getActualTypeArguments();
            for (int i = 0; i < variables.length; i++) {
                bindings.put(variables[i], substitute(arguments[i], bindings));
            }
            if (p.getOwnerType() != null) {
                bind(p.getOwnerType(), bindings);
            }
        }
        if (raw.getAnnotatedSuperclass() != null) {
            bind(AnnotatedTypes.read(raw.getAnnotatedSuperclass()), bindings);
        }
        for (AnnotatedType parent : raw.getAnnotatedInterfaces()) {
            bind(AnnotatedTypes.read(parent), bindings);
        }
    }

    private static Type substitute(Type type, Map<TypeVariable<?>, Type> bindings) {
        if (type instanceof TypeVariable<?> variable) {
            return bindings.getOrDefault(variable, type);
        }
        if (type instanceof ParameterizedType p) {
            List<Type> arguments = Arrays.stream(p.getActualTypeArguments())
                    .map(a -> substitute(a, bindings))
                    .toList();
            return new Parameterized((Class<?>) p.getRawType(), arguments);
        }
        if (type instanceof GenericArrayType a) {
            return arrayOf(substitute(a.getGenericComponentType(), bindings));
        }
        if (type instanceof OneOfType o) {
            return new OneOfType(substitute(o.slot(), bindings), o.cases());
        }
        if (type instanceof WildcardType w && w.getLowerBounds().length == 0) {
            Type bound = substitute(w.getUpperBounds()[0], bindings);
            return bound == Object.class ? type : bound; // ? extends X is X; a bare ? stays open
        }
        return type;
    }

    private record Parameterized(Class<?> raw, List<Type> arguments) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return arguments.toArray(new Type[0]);
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public @Nullable Type getOwnerType() {
            return raw.getDeclaringClass();
        }

        @Override
        public String toString() {
            return raw.getName()
                    + arguments.stream().map(Type::getTypeName).collect(Collectors.joining(", ", "<", ">"));
        }
    }

    private record ArrayOf(Type component) implements GenericArrayType {
        @Override
        public Type getGenericComponentType() {
            return component;
        }

        @Override
        public String toString() {
            return component.getTypeName() + "[]";
        }
    }
}
