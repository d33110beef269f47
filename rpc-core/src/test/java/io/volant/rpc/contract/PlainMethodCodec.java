package io.volant.rpc.contract;

import io.volant.rpc.CodecException;
import io.volant.rpc.CodecLimits;
import io.volant.rpc.MethodCodec;
import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.Mistakes;
import io.volant.rpc.Payload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The codec of one method in the test serializer. */
final class PlainMethodCodec implements MethodCodec {
    private final MethodDescriptor method;
    private final CodecLimits limits;
    private final List<PlainShape> parameters = new ArrayList<>();
    private final PlainShape result;
    private final List<Class<? extends Throwable>> declared; // what is as wide as Exception names none

    PlainMethodCodec(MethodDescriptor method, CodecLimits limits, Mistakes mistakes) {
        this.method = method;
        this.limits = limits;
        PlainShapes shapes = new PlainShapes(text -> mistakes.add(method, text));
        for (Type parameter : method.parameterTypes()) {
            parameters.add(shapes.of(parameter, "parameter " + (parameters.size() + 1)));
        }
        this.result = shapes.of(method.resultType(), "result");
        this.declared = method.declaredExceptions().stream()
                .filter(type -> type != Exception.class && type != Throwable.class)
                .toList();
    }

    String schema() {
        return PlainSchema.text(method, parameters, result);
    }

    @Override
    public Payload encodeArguments(Object[] arguments) {
        return encode(out -> {
            for (int i = 0; i < arguments.length; i++) {
                parameters.get(i).write(arguments[i], "parameter " + (i + 1), out);
            }
        });
    }

    @Override
    public Object[] decodeArguments(Payload body) {
        return decode(body, in -> {
            @Nullable Object[] arguments = new Object[parameters.size()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = parameters.get(i).read("parameter " + (i + 1), in);
            }
            return arguments;
        });
    }

    @Override
    public Payload encodeResult(@Nullable Object value) {
        return value == null ? Payload.empty() : encode(out -> result.write(value, "result", out));
    }

    @Override
    public @Nullable Object decodeResult(Payload body) {
        return body.isEmpty() ? null : decode(body, in -> result.read("result", in));
    }

    @Override
    public boolean declares(Throwable exception) {
        return declared.stream().anyMatch(type -> type.isInstance(exception));
    }

    @Override
    public Payload encodeException(Throwable exception) {
        return encode(out -> {
            for (int i = 0; i < declared.size(); i++) {
                if (declared.get(i).isInstance(exception)) {
                    out.writeInt(i);
                    out.writeUTF(String.valueOf(exception.getMessage()));
                    return;
                }
            }
            throw new PlainFault(exception.getClass() + " is not declared");
        });
    }

    @Override
    public Throwable decodeException(Payload body) {
        return decode(body, in -> {
            int index = in.readInt();
            String message = in.readUTF();
            return rebuild(declared.get(index), message);
        });
    }

    private static Throwable rebuild(Class<? extends Throwable> type, String message) throws PlainFault {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            Class<?>[] types = constructor.getParameterTypes();
            boolean takesMessage = types.length > 0 && types[0] == String.class;
            boolean takesCause = types.length == 2 && types[1] == Throwable.class;
            try {
                constructor.setAccessible(true);
                if (types.length == 0) {
                    return (Throwable) constructor.newInstance();
                }
                if (takesMessage && types.length == 1) {
                    return (Throwable) constructor.newInstance(message);
                }
                if (takesMessage && takesCause) {
                    return (Throwable) constructor.newInstance(message, null);
                }
            } catch (ReflectiveOperationException e) {
                throw new PlainFault(type + ": " + e);
            }
        }
        throw new PlainFault(type + ": no constructor (), (String) or (String, Throwable)");
    }

    private Payload encode(Writing writing) {
        ByteArrayOutputStream bytes = new Bounded();
        try {
            writing.write(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new CodecException(CodecException.Reason.INVALID, String.valueOf(e.getMessage()));
        }
        return Payload.of(bytes.toByteArray());
    }

    private static <T> T decode(Payload body, Reading<T> reading) {
        ByteArrayInputStream bytes = new ByteArrayInputStream(body.array(), body.offset(), body.length());
        try {
            T value = reading.read(new DataInputStream(bytes));
            if (bytes.available() > 0) {
                throw new PlainFault(bytes.available() + " bytes too many");
            }
            return value;
        } catch (IOException e) {
            throw new CodecException(CodecException.Reason.INVALID, String.valueOf(e.getMessage()));
        }
    }

    private interface Writing {
        void write(DataOutputStream out) throws IOException;
    }

    private interface Reading<T> {
        T read(DataInputStream in) throws IOException;
    }

    private final class Bounded extends ByteArrayOutputStream {
        @Override
        public synchronized void write(int b) {
            check(1);
            super.write(b);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            check(length);
            super.write(bytes, offset, length);
        }

        private void check(int more) {
            if (size() + more > limits.maxBytes()) {
                throw new CodecException(
                        CodecException.Reason.TOO_LARGE,
                        "more than " + limits.maxBytes() + " bytes (expected: at most " + limits.maxBytes() + ")");
            }
        }
    }
}
