package io.volant.rpc.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.benchmarks.load.ComputedWorkload;
import io.volant.rpc.benchmarks.reference.RawBatch;
import io.volant.rpc.benchmarks.reference.ReferenceServer;
import org.junit.jupiter.api.Test;

final class RelayTest {
    private static final int HEADER = 9; // u32 length, u8 method, u32 call id

    @Test
    void everyByteOfBothDirectionsIsCounted() throws Exception {
        try (ReferenceServer server = RawBatch.serve(new ComputedWorkload());
                Relay relay = Relay.to(server.port());
                RawBatch client = RawBatch.connect(relay.port())) {
            for (int i = 0; i < 10; i++) {
                client.existUser("abc");
            }

            assertThat(relay.count()).isEqualTo(new Relay.Count(10 * (HEADER + 2 + 3), 10 * (HEADER + 1)));
        }
    }

    @Test
    void bulkPassesWhole() throws Exception {
        try (ReferenceServer server = RawBatch.serve(new ComputedWorkload());
                Relay relay = Relay.to(server.port());
                RawBatch client = RawBatch.connect(relay.port())) {
            byte[] content = new byte[3 << 20];
            content[content.length - 1] = 7;

            assertThat(client.echo(content)).isEqualTo(content);
            assertThat(relay.count().toClient()).isEqualTo(HEADER + 4 + content.length);
        }
    }
}
