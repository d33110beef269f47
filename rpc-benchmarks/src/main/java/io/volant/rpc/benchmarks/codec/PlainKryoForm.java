package io.volant.rpc.benchmarks.codec;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import com.esotericsoftware.kryo.kryo5.serializers.DefaultSerializers;
import com.esotericsoftware.kryo.kryo5.serializers.ImmutableCollectionsSerializers;
import io.volant.rpc.examples.user.Page;
import io.volant.rpc.examples.user.User;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/** Kryo as its manual recommends it: classes registered, references off, one instance and one buffer per thread. */
final class PlainKryoForm implements Form {
    private static final int BUFFER = 16 << 10;

    private final Object sample;
    private final Kryo kryo = new Kryo();
    private final Output output = new Output(BUFFER, -1);
    private final Input input = new Input();

    PlainKryoForm(Object sample) {
        this.sample = sample;
        kryo.setReferences(false);
        List.of(
                        User.class,
                        Page.class,
                        Order.class,
                        Order.Line.class,
                        Order.State.class,
                        ArrayList.class,
                        LinkedHashMap.class,
                        LocalDate.class,
                        LocalDateTime.class,
                        Instant.class,
                        BigDecimal.class,
                        long[].class)
                .forEach(kryo::register);
        kryo.register(UUID.class, new DefaultSerializers.UUIDSerializer()); // Kryo has it but does not use it by itself
        ImmutableCollectionsSerializers.registerSerializers(kryo);
    }

    @Override
    public byte[] encode() {
        output.reset();
        kryo.writeObject(output, sample);
        return output.toBytes();
    }

    @Override
    public Object decode(byte[] bytes) {
        input.setBuffer(bytes);
        return kryo.readObject(input, sample.getClass());
    }

    @Override
    public Object sample() {
        return sample;
    }
}
