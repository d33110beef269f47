package io.volant.rpc;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;

/** Reads {@link OneOf} off annotated types; a type without it is given back as reflection has it. */
final class AnnotatedTypes {
    private AnnotatedTypes() {}

    static Type read(AnnotatedType annotated) {
        Type plain = readParts(annotated);
        OneOf oneOf = annotated.getAnnotation(OneOf.class);
        return oneOf == null ? plain : new OneOfType(plain, List.of(oneOf.value()));
    }

    private static Type readParts(AnnotatedType annotated) {
        Type type = annotated.getType();
        if (annotated instanceof AnnotatedParameterizedType p) {
            List<Type> arguments = Arrays.stream(p.getAnnotatedActualTypeArguments())
                    .map(AnnotatedTypes::read)
                    .toList();
            Class<?> raw = GenericTypes.rawClass(type);
            return raw == null || !bears(arguments) ? type : GenericTypes.parameterized(raw, arguments);
        }
        if (annotated instanceof AnnotatedArrayType a) {
            Type component = read(a.getAnnotatedGenericComponentType());
            return bears(component) ? GenericTypes.arrayOf(component) : type;
        }
        if (annotated instanceof AnnotatedWildcardType w && w.getAnnotatedLowerBounds().length == 0) {
            Type bound = read(w.getAnnotatedUpperBounds()[0]);
            return bears(bound) ? bound : type; // ? extends X is X
        }
        return type;
    }

    private static boolean bears(List<Type> types) {
        return types.stream().anyMatch(AnnotatedTypes::bears);
    }

    /** Whether there is a {@link OneOf} anywhere in a type that was read. */
    private static boolean bears(Type type) {
        return type instanceof OneOfType || GenericTypes.parts(type).stream().anyMatch(AnnotatedTypes::bears);
    }
}
