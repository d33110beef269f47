package io.volant.rpc.serialization;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of a method, one after the other. */
final class ArgumentsCodec extends Codec<Object[]> {
    private final Codec<Object>[] codecs;
    private final String[] names;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    ArgumentsCodec(Method method, List<Codec<Object>> codecs) {
        super(Object[].class, "arguments");
        this.codecs = codecs.toArray(new Codec[0]);
        this.names = new String[codecs.size()];
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < names.length; i++) {
            names[i] = parameters[i].isNamePresent() ? parameters[i].getName() : "parameter " + (i + 1);
        }
    }

    boolean isEmpty() {
        return codecs.length == 0;
    }

    @Override
    void write(WireOutput out, Object @Nullable [] arguments) {
        int found = arguments == null ? 0 : arguments.length;
        if (arguments == null || found != codecs.length) {
            throw Refusal.invalid(found + " arguments (expected: " + codecs.length + ")");
        }
        int i = 0;
        try {
            for (; i < codecs.length; i++) {
                codecs[i].write(out, arguments[i]);
            }
        } catch (RuntimeException e) {
            throw codecs[i].refusal(e, arguments[i]).in(names[i]);
        }
    }

    @Override
    Object[] read(WireInput in) {
        Object[] arguments = new Object[codecs.length];
        int i = 0;
        try {
            for (; i < codecs.length; i++) {
                arguments[i] = codecs[i].read(in);
            }
        } catch (RuntimeException e) {
            throw Refusal.of(e).in(names[i]);
        }
        return arguments;
    }
}
