package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Compressor;
import io.volant.rpc.Serializer;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class ServicesTest {
    @Test
    void theSerializerAndTheCompressorAreFoundByTheirServices() {
        assertThat(ServiceLoader.load(Serializer.class))
                .singleElement()
                .satisfies(s -> assertThat(s.name()).isEqualTo("volant-kryo/1"));
        assertThat(ServiceLoader.load(Compressor.class))
                .singleElement()
                .satisfies(c -> assertThat(c.name()).isEqualTo("lz4"));
    }
}
