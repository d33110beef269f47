package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client asks of a service and may not have: only the methods of the interface that are remote can be called. */
class HostileBindsTest {
    private static final int BASE = 100;
    private static final int NOT_EXECUTED = 1;

    private static final AtomicInteger EXECUTED = new AtomicInteger();

    /** One remote method, and all others that an interface and its objects can have. */
    @RpcService(name = "Guarded")
    interface Guarded {
        String open(String word);

        default String inherited(String word) {
            return inside(word);
        }

        private String inside(String word) {
            EXECUTED.incrementAndGet();
            return word;
        }

        static String shared(String word) {
            EXECUTED.incrementAndGet();
            return word;
        }
    }

    /** Has more public methods than its interface. */
    public static final class Guard implements Guarded {
        @Override
        public String open(String word) {
            EXECUTED.incrementAndGet();
            return word;
        }

        public String extra(String word) {
            EXECUTED.incrementAndGet();
            return word;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "getClass()",
                "hashCode()",
                "toString()",
                "equals(java.lang.Object)",
                "finalize()",
                "open()",
                "open(java.lang.String,java.lang.String)",
                "open(java.lang.Object)",
                "OPEN(java.lang.String)",
                "open",
                "",
                "inherited(java.lang.String)",
                "inside(java.lang.String)",
                "shared(java.lang.String)",
                "extra(java.lang.String)"
            })
    void isUnusableAndNothingRuns(String signature) throws IOException {
        EXECUTED.set(0);
        try (RpcServer server =
                        RpcServer.builder().service(Guarded.class, new Guard()).start();
                WirePeer client = WirePeer.client(server.port())) {
            client.send(bind(signature));
            WireFrame ack = client.read(WireBytes.BIND_ACK);
            client.send(WireBytes.frame(WireBytes.REQUEST, 0, BASE, 1, WireBytes.body("x")));
            WireFrame error = client.read(WireBytes.ERROR);

            assertThat(ack.rest()).as("partial, no bit, method 0, unknown").containsSequence((byte) 0, (byte) 1);
            assertThat(ack.rest()[0]).as("partial").isEqualTo((byte) 2);
            assertThat(error.aux()).as(error.text()).isEqualTo(Status.FAILED_PRECONDITION.code());
            assertThat(error.outcome()).isEqualTo(NOT_EXECUTED);
            assertThat(EXECUTED).hasValue(0);
        }
    }

    @Test
    void theNamesOfClassesAreNoServices() throws IOException {
        try (RpcServer server =
                        RpcServer.builder().service(Guarded.class, new Guard()).start();
                WirePeer client = WirePeer.client(server.port())) {
            for (String name : new String[] {"java.lang.Runtime", Guard.class.getName(), "guarded", "", "Guarded:1"}) {
                byte[] payload = new WireBytes()
                        .u16(BASE)
                        .u8(0)
                        .string(name)
                        .string("1")
                        .u64(1)
                        .varint(1)
                        .toArray();
                try (WirePeer other = WirePeer.client(server.port())) {
                    other.send(WireBytes.frame(WireBytes.BIND, 0, 1, 0, payload));

                    assertThat(other.read().rest()).as(name).startsWith((byte) 3, (byte) Status.UNIMPLEMENTED.code());
                }
            }
            client.send(bind("getClass()"));
            assertThat(client.read().type()).as("the client beside").isEqualTo(WireBytes.BIND_ACK);
        }
    }

    private static byte[] bind(String signature) {
        byte[] payload = new WireBytes()
                .u16(BASE)
                .u8(1)
                .string("Guarded")
                .string("1")
                .u64(1)
                .varint(1)
                .string(signature)
                .u64(2)
                .u16(0)
                .toArray();
        return WireBytes.frame(WireBytes.BIND, 0, 1, 0, payload);
    }
}
