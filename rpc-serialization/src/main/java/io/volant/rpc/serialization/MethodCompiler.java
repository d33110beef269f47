package io.volant.rpc.serialization;

import io.volant.rpc.CodecLimits;
import io.volant.rpc.MethodDescriptor;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the codecs of the methods of one service, which share the codecs of their types. */
final class MethodCompiler {
    private final ScratchPool pool;
    private final CodecLimits limits;
    private final TypeCompiler types = new TypeCompiler();

    MethodCompiler(ScratchPool pool, CodecLimits limits) {
        this.pool = pool;
        this.limits = limits;
    }

    /** The codec; it is not to be used when there were problems. */
    KryoMethodCodec compile(MethodDescriptor method, Problems problems) {
        List<Codec<Object>> parameters = new ArrayList<>();
        for (Type parameter : method.parameterTypes()) {
            Codec<Object> codec = types.compile(parameter, "parameter " + (parameters.size() + 1), problems);
            parameters.add(codec == null ? new UnusableCodec() : codec);
        }
        Codec<Object> result =
                method.resultType() == void.class ? null : types.compile(method.resultType(), "result", problems);
        method.declaredExceptions().forEach(declared -> types.names().claim(declared, problems));
        ExceptionsCodec exceptions = ExceptionCompiler.compile(method, types, problems);
        return new KryoMethodCodec(
                pool,
                limits,
                new ArgumentsCodec(method.method(), parameters),
                result,
                exceptions,
                schema(method, parameters, result, exceptions));
    }

    private static String schema(
            MethodDescriptor method,
            List<Codec<Object>> parameters,
            @Nullable Codec<Object> result,
            ExceptionsCodec exceptions) {
        Definitions definitions = new Definitions();
        parameters.forEach(p -> p.define(definitions));
        if (result != null) {
            result.define(definitions);
        }
        exceptions.define(definitions);
        return KryoSerializer.NAME + "\nmethod " + method.name()
                + parameters.stream().map(Codec::text).collect(Collectors.joining(",", "(", ")"))
                + (result == null ? "void" : result.text())
                + (method.oneway() ? " oneway" : " unary")
                + exceptions.schemaSuffix() + "\n"
                + definitions;
    }

    /** Stands for a type that was reported, until the service is refused. */
    private static final class UnusableCodec extends Codec<Object> {
        UnusableCodec() {
            super(Object.class, "?");
        }

        @Override
        void write(WireOutput out, @Nullable Object value) {
            throw Refusal.invalid("a type that cannot be sent");
        }

        @Override
        Object read(WireInput in) {
            throw Refusal.invalid("a type that cannot be sent");
        }
    }
}
