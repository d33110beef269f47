package io.volant.rpc.serialization;

import io.volant.rpc.MethodCodec;
import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.Payload;
import io.volant.rpc.ServiceCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Valid messages of every type that travels. A new kind of type joins with one line in {@link #all()}. */
final class SampleMessages {
    private final List<Message> messages = new ArrayList<>();

    private SampleMessages() {}

    static List<Message> all() throws IOException {
        SampleMessages samples = new SampleMessages();
        samples.add(LeafRoundTripTest.Leafy.class, LeafRoundTripTest.values());
        samples.add(ContainerRoundTripTest.Containers.class, ContainerRoundTripTest.values());
        samples.add(ObjectRoundTripTest.Objects.class, ObjectRoundTripTest.values());
        samples.add(UnionRoundTripTest.Drawing.class, UnionRoundTripTest.values());
        samples.add(ConstructorBeanTest.Beans.class, ConstructorBeanTest.values());
        samples.add(BombTest.Hashed.class, Stream.of());
        samples.addExceptions(
                ExceptionCodecTest.Failing.class, ExceptionCodecTest.thrown().map(a -> (Throwable) a.get()[0]));
        samples.addExceptions(ExceptionFieldsTest.Failing.class, ExceptionFieldsTest.thrown());
        return samples.messages;
    }

    /** The arguments and the result of every value, which stands behind the name of its method; null for methods that have none. */
    private void add(Class<?> type, Stream<Arguments> values) {
        ServiceCodec service = Codecs.of(type);
        values.forEach(value -> add(Codecs.method(service, (String) value.get()[0]), value.get()[1]));
        for (MethodDescriptor method : service.service().methods()) {
            Class<?>[] parameters = method.method().getParameterTypes();
            if (parameters.length == 1 && !parameters[0].isPrimitive()) {
                MethodCodec codec = service.method(method.index());
                add(Kind.ARGUMENTS, codec, codec.encodeArguments(new Object[] {null}));
            }
        }
    }

    private void add(MethodCodec codec, Object value) {
        add(Kind.ARGUMENTS, codec, codec.encodeArguments(new Object[] {value}));
        add(Kind.RESULT, codec, codec.encodeResult(value));
    }

    private void addExceptions(Class<?> type, Stream<Throwable> thrown) {
        ServiceCodec service = Codecs.of(type);
        List<Throwable> values = thrown.toList();
        for (MethodDescriptor method : service.service().methods()) {
            MethodCodec codec = service.method(method.index());
            values.stream()
                    .filter(codec::declares)
                    .forEach(value -> add(Kind.EXCEPTION, codec, codec.encodeException(value)));
        }
    }

    private void add(Kind kind, MethodCodec codec, Payload body) {
        byte[] bytes = Arrays.copyOfRange(body.array(), body.offset(), body.offset() + body.length());
        messages.add(new Message(kind, codec, bytes));
    }

    /** What a body is. */
    enum Kind {
        ARGUMENTS,
        RESULT,
        EXCEPTION
    }

    /** A body and who reads it. */
    @SuppressWarnings("ArrayRecordComponent")
    record Message(Kind kind, MethodCodec codec, byte[] body) {
        Object decode(byte[] bytes) {
            Payload payload = Payload.of(bytes);
            return switch (kind) {
                case ARGUMENTS -> codec.decodeArguments(payload);
                case RESULT -> codec.decodeResult(payload);
                case EXCEPTION -> codec.decodeException(payload);
            };
        }
    }
}
