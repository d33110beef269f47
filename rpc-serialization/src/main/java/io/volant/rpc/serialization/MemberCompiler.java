package io.volant.rpc.serialization;

import io.volant.rpc.GenericTypes;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at the fields of one class of a resolved type. */
final class MemberCompiler {
    private final TypeCompiler types;
    private final Type type;
    private final Class<?> raw;
    private final Problems problems;

    MemberCompiler(TypeCompiler types, Type type, Class<?> raw, Problems problems) {
        this.types = types;
        this.type = type;
        this.raw = raw;
        this.problems = problems;
    }

    /**
     * The member, or nothing when what is wrong was reported.
     *
     * @param setter null if a constructor takes the value
     */
    Optional<Member> compile(Field field, @Nullable MethodHandle setter) throws Access.Closed {
        Codec<Object> codec =
                types.compile(GenericTypes.resolve(type, field.getAnnotatedType()), Fields.where(raw, field), problems);
        if (codec == null) {
            return Optional.empty();
        }
        Primitive primitive = Primitive.of(field.getType()).orElse(null);
        return Optional.of(new Member(field.getName(), primitive, codec, Access.getter(field), setter));
    }
}
