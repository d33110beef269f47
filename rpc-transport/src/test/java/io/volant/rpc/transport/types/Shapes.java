package io.volant.rpc.transport.types;

import static java.util.Objects.requireNonNull;

import io.volant.rpc.CodecLimits;
import io.volant.rpc.Mistakes;
import io.volant.rpc.ServiceCodec;
import io.volant.rpc.ServiceDescriptor;
import io.volant.rpc.serialization.KryoSerializer;
import java.lang.reflect.Method;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shapes of a family's types, read from the schema texts of its methods. */
final class Shapes {
    private static final Pattern PARAMETER = Pattern.compile("method \\w+\\(([^(),]*)([(),]?)");

    private final ServiceCodec codec;

    Shapes(Family family) {
        Class<?> service = requireNonNull(family.echoes());
        Mistakes mistakes = new Mistakes(service);
        codec = new KryoSerializer()
                .compile(ServiceDescriptor.parse(service, mistakes), CodecLimits.defaults(), mistakes);
        mistakes.throwIfAny();
    }

    /** {@code list} of {@code list(string)}; the kind of a type with a definition; {@code leaf} of one without. */
    String of(Method method) {
        if (method.getExceptionTypes().length > 0) {
            return "exception";
        }
        String schema = codec.schema(codec.service().methods().stream()
                .filter(m -> m.name().equals(method.getName()))
                .findFirst()
                .orElseThrow()
                .index());
        Matcher parameter = PARAMETER.matcher(schema);
        if (!parameter.find()) {
            throw new IllegalStateException("no parameter in " + schema);
        }
        String name = parameter.group(1);
        Matcher definition = Pattern.compile("(?m)^(?!method )(\\w+) " + Pattern.quote(name) + "[ (]")
                .matcher(schema);
        if (definition.find()) {
            return definition.group(1);
        }
        return name.contains(".") ? "leaf" : name;
    }
}
