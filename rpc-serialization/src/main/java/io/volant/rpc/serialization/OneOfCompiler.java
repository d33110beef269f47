package io.volant.rpc.serialization;

import io.volant.rpc.GenericTypes;
import io.volant.rpc.OneOf;
import io.volant.rpc.OneOfType;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the cases of a slot with {@link OneOf}. */
final class OneOfCompiler {
    private final TypeCompiler types;
    private final OneOfType type;
    private final String where;
    private final Problems problems;

    OneOfCompiler(TypeCompiler types, OneOfType type, String where, Problems problems) {
        this.types = types;
        this.type = type;
        this.where = where;
        this.problems = problems;
    }

    /** The codec, or null when what is wrong was reported. */
    @Nullable
    Codec<Object> compile() {
        Class<?> slot = GenericTypes.rawClass(type.slot());
        if (slot == null || !isOpen(slot)) {
            String shown = slot == null ? type.slot().getTypeName() : slot.getSimpleName();
            return refuse("@OneOf on " + shown + " (expected: Object, an interface or an abstract class)");
        }
        if (type.cases().isEmpty()) {
            return refuse("@OneOf lists no types");
        }
        List<Codec<Object>> codecs = new ArrayList<>();
        Set<Class<?>> seen = new HashSet<>();
        for (Class<?> one : type.cases()) {
            Optional<String> mistake = seen.add(one) ? mistake(one, slot) : Optional.of(" twice");
            mistake.ifPresent(m -> refuse("@OneOf lists " + one.getSimpleName() + m));
            Codec<Object> codec = mistake.isPresent() ? null : types.compile(one, where, problems);
            if (codec != null) {
                codecs.add(codec);
            }
        }
        if (codecs.size() < type.cases().size()) {
            return null;
        }
        UnionCodec codec = UnionCodec.inline(slot, WireNames.of(type));
        codec.link(codecs);
        return codec;
    }

    /** Whether a declared type leaves open what its values are. */
    private boolean isOpen(Class<?> slot) {
        boolean open = slot == Object.class || Modifier.isAbstract(slot.getModifiers());
        return open && !slot.isArray() && !slot.isPrimitive() && !slot.isEnum() && !types.isBuiltIn(slot);
    }

    private Optional<String> mistake(Class<?> one, Class<?> slot) {
        if (one.isPrimitive()) {
            return Optional.of(", which is primitive (expected: its box)");
        }
        if (one.getTypeParameters().length > 0) {
            return Optional.of(", which is generic (expected: a class without type parameters)");
        }
        if (!slot.isAssignableFrom(one)) {
            return Optional.of(", which is no " + slot.getSimpleName());
        }
        return isOpen(one) ? Optional.of(", which is not a class of values (expected: its cases)") : Optional.empty();
    }

    private @Nullable Codec<Object> refuse(String text) {
        problems.add(where, text);
        return null;
    }
}
