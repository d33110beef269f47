package io.volant.rpc.transport.types;

import static java.util.stream.Collectors.joining;

import io.volant.rpc.OneOf;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.stream.Stream;

/** A type as it stands in a source file, with the imports that it needs. */
final class TypeText {
    private TypeText() {}

    /** The type that a case is about: an exception, a parameter, or a result. */
    static String of(Method method) {
        if (method.getExceptionTypes().length > 0) {
            return "throws "
                    + Stream.of(method.getExceptionTypes())
                            .map(Class::getSimpleName)
                            .collect(joining(", "));
        }
        return of(
                method.getParameterCount() > 0
                        ? method.getAnnotatedParameterTypes()[0]
                        : method.getAnnotatedReturnType());
    }

    private static String of(AnnotatedType annotated) {
        OneOf listed = annotated.getAnnotation(OneOf.class);
        if (listed != null) {
            return "@OneOf({"
                    + Stream.of(listed.value())
                            .map(c -> c.getSimpleName() + ".class")
                            .collect(joining(", "))
                    + "}) " + of(annotated.getType());
        }
        if (annotated instanceof AnnotatedParameterizedType p) {
            return of(((ParameterizedType) p.getType()).getRawType())
                    + Stream.of(p.getAnnotatedActualTypeArguments())
                            .map(TypeText::of)
                            .collect(joining(", ", "<", ">"));
        }
        if (annotated instanceof AnnotatedArrayType a) {
            return of(a.getAnnotatedGenericComponentType()) + "[]";
        }
        return of(annotated.getType());
    }

    private static String of(Type type) {
        if (type instanceof Class<?> c) {
            Class<?> outer = c.getDeclaringClass();
            boolean platform = outer != null && c.getName().startsWith("java."); // Map.Entry
            return platform ? outer.getSimpleName() + "." + c.getSimpleName() : c.getSimpleName();
        }
        if (type instanceof ParameterizedType p) {
            return of(p.getRawType())
                    + Stream.of(p.getActualTypeArguments()).map(TypeText::of).collect(joining(", ", "<", ">"));
        }
        if (type instanceof GenericArrayType a) {
            return of(a.getGenericComponentType()) + "[]";
        }
        if (type instanceof WildcardType w) {
            if (w.getLowerBounds().length > 0) {
                return "? super " + of(w.getLowerBounds()[0]);
            }
            return w.getUpperBounds()[0] == Object.class ? "?" : "? extends " + of(w.getUpperBounds()[0]);
        }
        return type.getTypeName();
    }
}
