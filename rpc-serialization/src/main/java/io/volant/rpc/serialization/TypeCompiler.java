package io.volant.rpc.serialization;

import io.volant.rpc.GenericTypes;
import io.volant.rpc.OneOfType;
import io.volant.rpc.serialization.CollectionKind.Order;
import java.io.Serializable;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the codec of every resolved type that the signatures of one service reach. Reports what cannot travel and goes on, so that
 * all of it is known at once; a type is looked at once, so what is wrong inside of it is reported under one method.
 */
final class TypeCompiler {
    private static final Set<Class<?>> OPEN = Set.of(
            Object.class, Serializable.class, Number.class, Comparable.class, CharSequence.class, Cloneable.class);

    private final Map<Type, Codec<Object>> known = new HashMap<>();
    private final Set<Class<?>> builtIn;
    private final Set<Type> refused = new HashSet<>();
    private final TypeNames names = new TypeNames();

    TypeCompiler() {
        addAll(Leaves.codecs());
        addAll(PrimitiveArrays.codecs());
        known.put(String.class, cast(new StringCodec()));
        known.put(byte[].class, cast(new BytesCodec()));
        for (Primitive primitive : Primitive.values()) {
            known.put(primitive.type(), new PrimitiveCodec(primitive));
        }
        builtIn = known.keySet().stream().map(type -> (Class<?>) type).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The codec of a slot, or null when it was reported.
     *
     * @param where the slot in messages: {@code parameter 1} or {@code User.avatar}
     */
    @Nullable
    Codec<Object> compile(Type type, String where, Problems problems) {
        Codec<Object> ready = known.get(type);
        if (ready != null) {
            return ready;
        }
        if (type instanceof OneOfType oneOf) {
            return oneOf(oneOf, where, problems);
        }
        Class<?> raw = GenericTypes.rawClass(type);
        if (raw == null || OPEN.contains(raw)) {
            return refuseOpen(raw == null ? type.getTypeName() : raw.getSimpleName(), where, problems);
        }
        Codec<Object> compiled = raw.isArray()
                ? array(type, raw, where, problems)
                : isContainer(raw) ? container(type, raw, where, problems) : classified(type, raw, where, problems);
        if (compiled != null) {
            known.put(type, compiled);
        }
        return compiled;
    }

    private @Nullable Codec<Object> oneOf(OneOfType type, String where, Problems problems) {
        Codec<Object> codec = new OneOfCompiler(this, type, where, problems).compile();
        if (codec != null) {
            known.put(type, codec);
        }
        return codec;
    }

    private @Nullable Codec<Object> array(Type type, Class<?> raw, String where, Problems problems) {
        Type component = type instanceof GenericArrayType a ? a.getGenericComponentType() : raw.getComponentType();
        Codec<Object> element = compile(component, where + "[]", problems);
        return element == null ? null : cast(new ArrayCodec(raw, element));
    }

    /** Whether a class is a leaf, a primitive, an array of them or a container. */
    boolean isBuiltIn(Class<?> raw) {
        return builtIn.contains(raw) || isContainer(raw);
    }

    private static boolean isContainer(Class<?> raw) {
        return raw == Optional.class
                || CollectionKind.all().containsKey(raw)
                || MapKind.all().containsKey(raw);
    }

    private @Nullable Codec<Object> container(Type type, Class<?> raw, String where, Problems problems) {
        if (!(type instanceof ParameterizedType parameterized)) {
            problems.add(where, raw.getSimpleName() + " is open; name its type arguments");
            return null;
        }
        Type[] arguments = parameterized.getActualTypeArguments();
        MapKind map = MapKind.all().get(raw);
        if (map != null) {
            Codec<Object> key = compile(arguments[0], where + ".key", problems);
            Codec<Object> value = compile(arguments[1], where + ".value", problems);
            if (key == null || value == null || !isOrdered(map.order(), key, raw, where, problems)) {
                return null;
            }
            return cast(new MapCodec(map, key, value));
        }
        CollectionKind collection = CollectionKind.all().get(raw);
        Codec<Object> element = compile(arguments[0], where + "[]", problems);
        if (element == null) {
            return null;
        }
        if (collection == null) {
            return cast(new OptionalCodec(element));
        }
        boolean usable = isOrdered(collection.order(), element, raw, where, problems);
        return usable ? cast(new CollectionCodec(collection, element)) : null;
    }

    private static boolean isOrdered(Order order, Codec<?> key, Class<?> raw, String where, Problems problems) {
        if (order != Order.SORTED || Comparable.class.isAssignableFrom(key.type())) {
            return true;
        }
        problems.add(
                where, "a " + raw.getSimpleName() + " of " + Names.local(key.type()) + ", which is not Comparable");
        return false;
    }

    private @Nullable Codec<Object> classified(Type type, Class<?> raw, String where, Problems problems) {
        boolean union = UnionCompiler.isCandidate(raw);
        if (!union && !raw.isEnum() && !ObjectCompiler.isCandidate(raw)) {
            problems.add(where, unfit(raw));
            return null;
        }
        if (refused.contains(type)) {
            return null; // and reported
        }
        names.claim(type, problems);
        if (raw.isEnum()) {
            return cast(new EnumCodec(raw));
        }
        Codec<Object> codec = union
                ? new UnionCompiler(this, type, raw, problems).compile()
                : new ObjectCompiler(this, type, raw, problems).compile();
        if (codec == null) {
            refused.add(type);
        }
        return codec;
    }

    private static String unfit(Class<?> raw) {
        boolean shapeless = Modifier.isAbstract(raw.getModifiers()) && !Access.isPlatform(raw) && !raw.isAnnotation();
        return shapeless
                ? raw.getSimpleName()
                        + " is open; seal it, or list its cases with @RpcType(subtypes = \u2026) or @OneOf({\u2026})"
                : Substitutes.refusal(raw);
    }

    /** The names of the classes found so far, to which those of declared exceptions come. */
    TypeNames names() {
        return names;
    }

    /** Makes a codec known before its members are, since they may hold values of the same type. */
    void announce(Type type, Codec<Object> codec) {
        known.put(type, codec);
    }

    private static @Nullable Codec<Object> refuseOpen(String name, String where, Problems problems) {
        problems.add(where, name + " is open; name a type or list the types with @OneOf({\u2026})");
        return null;
    }

    private void addAll(Map<Class<?>, Codec<?>> codecs) {
        codecs.forEach((type, codec) -> known.put(type, cast(codec)));
    }

    @SuppressWarnings("unchecked") // a codec is only used for the type that it was compiled for, or refuses the value
    private static Codec<Object> cast(Codec<?> codec) {
        return (Codec<Object>) codec;
    }
}
