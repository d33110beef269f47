package io.volant.rpc.serialization;

import io.volant.rpc.GenericTypes;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks into one record or bean of a resolved type. */
final class ObjectCompiler {
    private static final int DEEPEST_ARGUMENTS = 32;

    private final TypeCompiler types;
    private final Type type;
    private final Class<?> raw;
    private final Problems problems;

    ObjectCompiler(TypeCompiler types, Type type, Class<?> raw, Problems problems) {
        this.types = types;
        this.type = type;
        this.raw = raw;
        this.problems = problems;
    }

    /** Whether a class can be a record or a bean at all. */
    static boolean isCandidate(Class<?> raw) {
        if (raw.isInterface()
                || raw.isAnnotation()
                || Modifier.isAbstract(raw.getModifiers())
                || raw.isAnonymousClass()) {
            return false;
        }
        return raw.isRecord()
                ? !Access.isPlatform(raw)
                : hierarchy(raw).stream().noneMatch(Access::isPlatform);
    }

    /** The codec, or null when what is wrong was reported. */
    @Nullable
    Codec<Object> compile() {
        String name = raw.getSimpleName();
        if (WireNames.nesting(type) > DEEPEST_ARGUMENTS) {
            problems.add(name, "its type arguments grow without end");
            return null;
        }
        if (raw.isHidden()) {
            problems.add(name, "a hidden class has no name on the wire");
            return null;
        }
        if (raw.isMemberClass() && !Modifier.isStatic(raw.getModifiers())) {
            problems.add(name, "an inner class holds its outer object; make it static");
            return null;
        }
        try {
            return raw.isRecord() ? record() : bean();
        } catch (Access.Closed e) {
            problems.add(name, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private @Nullable Codec<Object> record() throws Access.Closed {
        RecordComponent[] components = raw.getRecordComponents();
        Class<?>[] parameters =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        MethodHandle constructor;
        try {
            constructor = Access.constructor(raw.getDeclaredConstructor(parameters))
                    .asSpreader(Object[].class, parameters.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record without its canonical constructor: " + raw.getName(), e);
        }
        RecordCodec codec = new RecordCodec(raw, WireNames.of(type), constructor);
        types.announce(type, codec);
        List<Member> members = new ArrayList<>();
        for (RecordComponent component : components) {
            Field field = fieldOf(component);
            add(members, field, null);
        }
        codec.link(members);
        return codec;
    }

    private Field fieldOf(RecordComponent component) {
        try {
            return raw.getDeclaredField(component.getName());
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("a record without a field: " + raw.getName(), e);
        }
    }

    private @Nullable Codec<Object> bean() throws Access.Closed {
        Constructor<?> constructor;
        try {
            constructor = raw.getDeclaredConstructor();
        } catch (NoSuchMethodException e) {
            problems.add(
                    raw.getSimpleName(), "no constructor without parameters (of any visibility), and not a record");
            return null;
        }
        MethodHandle create = Access.constructor(constructor).asType(MethodType.methodType(Object.class));
        BeanCodec codec = new BeanCodec(raw, WireNames.of(type), create);
        types.announce(type, codec);
        List<Member> members = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Class<?> declaring : hierarchy(raw)) {
            List<Field> fields = Stream.of(declaring.getDeclaredFields())
                    .filter(ObjectCompiler::travels)
                    .sorted(Comparator.comparing(Field::getName, Definitions.BY_BYTES))
                    .toList();
            for (Field field : fields) {
                if (isUsable(field, names)) {
                    add(members, field, Access.setter(field));
                }
            }
        }
        codec.link(members);
        return codec;
    }

    private static boolean travels(Field field) {
        int modifiers = field.getModifiers();
        return !Modifier.isStatic(modifiers) && !Modifier.isTransient(modifiers) && !field.isSynthetic();
    }

    private boolean isUsable(Field field, Set<String> names) {
        String where = raw.getSimpleName() + "." + field.getName();
        if (!names.add(field.getName())) {
            problems.add(where, "a superclass has a field of the same name");
            return false;
        }
        if (Modifier.isFinal(field.getModifiers())) {
            problems.add(where, "a final field cannot be set (expected: not final, or a record)");
            return false;
        }
        return true;
    }

    private void add(List<Member> members, Field field, @Nullable MethodHandle setter) throws Access.Closed {
        String where = raw.getSimpleName() + "." + field.getName();
        Codec<Object> codec = types.compile(GenericTypes.resolve(type, field.getAnnotatedType()), where, problems);
        if (codec != null) {
            Primitive primitive = Primitive.of(field.getType()).orElse(null);
            members.add(new Member(field.getName(), primitive, codec, Access.getter(field), setter));
        }
    }

    /** The class and its superclasses without {@code Object}, the topmost first. */
    private static List<Class<?>> hierarchy(Class<?> raw) {
        Deque<Class<?>> classes = new ArrayDeque<>();
        for (Class<?> c = raw; c != null && c != Object.class; c = c.getSuperclass()) {
            classes.addFirst(c);
        }
        return List.copyOf(classes);
    }
}
