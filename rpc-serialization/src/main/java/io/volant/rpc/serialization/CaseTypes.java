package io.volant.rpc.serialization;

import io.volant.rpc.GenericTypes;
import io.volant.rpc.OneOfType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Infers the type arguments of the cases of a generic union from those of its slot: in a {@code Result<User>}, the case
 * {@code Ok<T> implements Result<T>} is an {@code Ok<User>}.
 *
 * <p>A case that the arguments rule out is none of that slot: {@code IntResult implements Result<Integer>} is not a case of
 * {@code Result<User>}.
 */
final class CaseTypes {
    /** What is known about a case. */
    enum Fit {
        /** Its type follows from the slot. */
        FITS,
        /** No value of it can be in the slot. */
        IMPOSSIBLE,
        /** One of its type arguments does not follow. */
        UNKNOWN
    }

    private final Type slot;
    private final Class<?> union;

    CaseTypes(Type slot, Class<?> union) {
        this.slot = slot;
        this.union = union;
    }

    Fit fit(Class<?> one) {
        Map<TypeVariable<?>, Type> bindings = new HashMap<>();
        if (!bind(one, bindings)) {
            return Fit.IMPOSSIBLE;
        }
        return missing(one, bindings) == null ? Fit.FITS : Fit.UNKNOWN;
    }

    /** The type of a case that fits. */
    Type resolved(Class<?> one) {
        Map<TypeVariable<?>, Type> bindings = new HashMap<>();
        TypeVariable<?>[] variables = one.getTypeParameters();
        if (variables.length == 0 || !bind(one, bindings) || slot instanceof Class<?>) {
            return one; // of a raw slot, raw cases: their members say what is open
        }
        return GenericTypes.parameterized(
                one,
                Arrays.stream(variables).map(v -> bindings.getOrDefault(v, v)).toList());
    }

    /** Why the case is unknown. */
    String unknown(Class<?> one) {
        Map<TypeVariable<?>, Type> bindings = new HashMap<>();
        bind(one, bindings);
        return "type argument " + missing(one, bindings) + " of " + one.getSimpleName() + " does not follow from "
                + shown(slot);
    }

    private @Nullable TypeVariable<?> missing(Class<?> one, Map<TypeVariable<?>, Type> bindings) {
        if (slot instanceof Class<?> && union.getTypeParameters().length > 0) {
            return null;
        }
        return Arrays.stream(one.getTypeParameters())
                .filter(v -> !bindings.containsKey(v))
                .findFirst()
                .orElse(null);
    }

    /** False when no value of the case can be in the slot. */
    private boolean bind(Class<?> one, Map<TypeVariable<?>, Type> bindings) {
        return !(slot instanceof ParameterizedType p) || matchArguments(one, p, bindings);
    }

    /**
     * Binds the variables of {@code pattern}, a type as the case states it, so that it becomes {@code actual}. An actual type may
     * be the bound of a wildcard, so its subtypes are as good.
     */
    private static boolean match(Type pattern, Type actual, Map<TypeVariable<?>, Type> bindings) {
        if (pattern instanceof TypeVariable<?> variable) {
            Type before = bindings.putIfAbsent(variable, actual);
            return before == null || before.equals(actual);
        }
        if (pattern instanceof GenericArrayType array) {
            return matchArray(array.getGenericComponentType(), actual, bindings);
        }
        Class<?> patternClass = GenericTypes.rawClass(pattern);
        Class<?> actualClass = GenericTypes.rawClass(actual);
        if (patternClass == null || actualClass == null || pattern.equals(actual)) {
            return true;
        }
        if (actual instanceof OneOfType oneOf) {
            return oneOf.cases().contains(patternClass);
        }
        if (!actualClass.isAssignableFrom(patternClass)) {
            return false;
        }
        return !(actual instanceof ParameterizedType a) || matchArguments(pattern, a, bindings);
    }

    private static boolean matchArray(Type component, Type actual, Map<TypeVariable<?>, Type> bindings) {
        if (actual instanceof GenericArrayType a) {
            return match(component, a.getGenericComponentType(), bindings);
        }
        Class<?> actualClass = GenericTypes.rawClass(actual);
        Class<?> actualComponent = actualClass == null ? null : actualClass.getComponentType();
        return actualComponent == null
                ? actualClass == null // a wildcard may be any array
                : match(component, actualComponent, bindings);
    }

    /** Compares the type arguments of {@code actual} with what they are in {@code pattern}, a subtype of its class. */
    private static boolean matchArguments(Type pattern, ParameterizedType actual, Map<TypeVariable<?>, Type> bindings) {
        TypeVariable<?>[] variables = ((Class<?>) actual.getRawType()).getTypeParameters();
        Type[] arguments = actual.getActualTypeArguments();
        for (int i = 0; i < variables.length; i++) {
            if (!match(GenericTypes.resolve(pattern, variables[i]), arguments[i], bindings)) {
                return false;
            }
        }
        return true;
    }

    /** A type in messages. */
    static String shown(Type type) {
        if (type instanceof ParameterizedType p) {
            return shown(p.getRawType())
                    + Arrays.stream(p.getActualTypeArguments())
                            .map(CaseTypes::shown)
                            .collect(Collectors.joining(", ", "<", ">"));
        }
        return type instanceof Class<?> c ? Names.local(c) : type.getTypeName();
    }
}
