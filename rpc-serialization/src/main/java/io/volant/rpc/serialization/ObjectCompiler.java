package io.volant.rpc.serialization;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
                : Fields.hierarchy(raw).stream().noneMatch(Access::isPlatform);
    }

    /** The codec, or null when what is wrong was reported. */
    @Nullable
    Codec<Object> compile() {
        String name = raw.getSimpleName();
        if (WireNames.nesting(type) > DEEPEST_ARGUMENTS) {
            problems.add(name, "its type arguments grow without end");
            return null;
        }
        Optional<String> complaint = Surroundings.complaint(raw);
        if (complaint.isPresent()) {
            problems.add(name, complaint.get());
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
        MemberCompiler compiler = new MemberCompiler(types, type, raw, problems);
        List<Member> members = new ArrayList<>();
        for (RecordComponent component : components) {
            compiler.compile(fieldOf(component), null).ifPresent(members::add);
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
        List<Field> fields = Fields.of(raw, problems);
        Optional<Constructor<?>> bare = Stream.<Constructor<?>>of(raw.getDeclaredConstructors())
                .filter(c -> c.getParameterCount() == 0)
                .findFirst();
        if (bare.isPresent() && fields.stream().noneMatch(Fields::isFinal)) {
            MethodHandle create = Access.constructor(bare.get()).asType(MethodType.methodType(Object.class));
            return link(new BeanCodec(raw, WireNames.of(type), create), fields, true);
        }
        ConstructorSearch search = new ConstructorSearch(type, raw, fields);
        Optional<Candidate> found = search.best();
        if (found.isEmpty()) {
            problems.add(raw.getSimpleName(), search.complaint());
            return null;
        }
        Creation creation = Creation.of(found.get(), fields);
        return link(new ConstructorBeanCodec(raw, WireNames.of(type), creation), fields, false);
    }

    private Codec<Object> link(ObjectCodec codec, List<Field> fields, boolean settable) throws Access.Closed {
        types.announce(type, codec);
        MemberCompiler compiler = new MemberCompiler(types, type, raw, problems);
        List<Member> members = new ArrayList<>();
        for (Field field : fields) {
            compiler.compile(field, settable ? Access.setter(field) : null).ifPresent(members::add);
        }
        codec.link(members);
        return codec;
    }
}
