package io.volant.rpc.transport;

import static io.volant.rpc.contract.Events.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.volant.rpc.Outcome;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcServer;
import io.volant.rpc.Transport;
import io.volant.rpc.inprocess.InProcessTransport;
import io.volant.rpc.serialization.KryoSerializer;
import io.volant.rpc.transport.Change.Failing;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A client and a server of two versions meet: what is equal works, what differs fails alone, before anything is executed. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // compiles once
class TwoVersionsTest {
    private static final int ROUNDS = 3; // before and after the client knows

    private final Version before = Change.before();
    private final Map<Change, Version> changed = new HashMap<>();

    static List<Change> changes() {
        return Changes.all().toList();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void meetOverTcp(Change change) throws Throwable {
        assertBothWays(new NettyTransport(), change);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void meetInOneProcess(Change change) throws Throwable {
        assertBothWays(new InProcessTransport(), change);
    }

    private void assertBothWays(Transport transport, Change change) throws Throwable {
        Version after = changed.computeIfAbsent(change, Change::after);
        assertMeeting(transport, before, after, change.forward());
        assertMeeting(transport, after, before, change.backward());
    }

    private static void assertMeeting(Transport transport, Version here, Version there, Failing failing)
            throws Throwable {
        ConcurrentLinkedQueue<String> executed = new ConcurrentLinkedQueue<>();
        RpcServer server = there.offeredBy(
                        RpcServer.builder().transport(transport).serializer(new KryoSerializer()),
                        (method, arguments) -> executed.add(method))
                .start();
        try (server;
                RpcClient client = RpcClient.builder()
                        .transport(transport)
                        .serializer(new KryoSerializer())
                        .address(server.address())
                        .connect()) {
            for (int round = 0; round < ROUNDS; round++) {
                if (here.methods().contains(failing.method())) {
                    assertFails(client, here, failing, server.address());
                }
                for (String method : here.methods()) { // on the same connection
                    if (!method.equals(failing.method())) {
                        assertThat(String.valueOf(here.call(client, method, here.arguments(method))))
                                .as(method)
                                .isEqualTo(here.sampleAnswer(method));
                    }
                }
            }
            assertExecutions(here, failing, executed);
        }
    }

    private static void assertFails(RpcClient client, Version here, Failing failing, String server) throws Throwable {
        String method = failing.method();
        RpcException thrown =
                catchThrowableOfType(RpcException.class, () -> here.call(client, method, here.arguments(method)));

        if (thrown == null && here.isOneway(method)) {
            return; // it throws what is known at once
        }
        assertThat(thrown).as(method).isNotNull().hasMessage(failing.message(server));
        assertThat(thrown.status()).isEqualTo(failing.status());
        assertThat(thrown.outcome()).isIn(Outcome.NOT_SENT, Outcome.REJECTED);
    }

    private static void assertExecutions(Version here, Failing failing, ConcurrentLinkedQueue<String> executed) {
        for (String method : here.methods()) {
            int expected = method.equals(failing.method()) ? 0 : ROUNDS;
            until(
                    method + " ran",
                    () -> Collections.frequency(executed, method) >= expected); // one-way ones may be late
            assertThat(Collections.frequency(executed, method)).as(method).isEqualTo(expected);
        }
    }
}
