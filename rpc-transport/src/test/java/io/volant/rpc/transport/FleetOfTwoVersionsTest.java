package io.volant.rpc.transport;

import static io.volant.rpc.contract.Events.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcServer;
import io.volant.rpc.contract.Events;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In the middle of an update: every client calls every server, whichever version either has. */
@Timeout(120)
class FleetOfTwoVersionsTest {
    private static final int SERVERS_OF_EACH = 2;
    private static final int CALLERS_OF_EACH_CONNECTION = 2;
    private static final int ROUNDS = 200;
    private static final String SERVICE = """
            @RpcService interface Fleet {
                String ping(String caller);
                CompletableFuture<List<Long>> later(List<Long> numbers);
                @RpcMethod(oneway = true) void note(String caller);
                int place(String caller, Order order);
            }
            """;
    private static final Version OLDER = Version.compile("Fleet", SERVICE, "record Order(long id) {}");
    private static final Version NEWER = Version.compile("Fleet", SERVICE, "record Order(long id, String customer) {}");

    private final List<Member> members = new ArrayList<>();
    private final List<RpcClient> clients = new ArrayList<>();
    private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();

    /** A server, and what it executed: who placed orders, and how many calls there were of everything else. */
    private record Member(Version version, RpcServer server, Queue<Object> placed, LongAdder common) {
        static Member start(Version version) {
            Queue<Object> placed = new ConcurrentLinkedQueue<>();
            LongAdder common = new LongAdder();
            RpcServer server = version.offeredBy(
                            RpcServer.builder().workersQueue(1_000).fixedLimit(), (method, arguments) -> {
                                if (method.equals("place")) {
                                    placed.add(arguments.get(0));
                                } else {
                                    common.increment();
                                }
                            })
                    .start();
            return new Member(version, server, placed, common);
        }
    }

    @AfterEach
    void close() {
        clients.forEach(RpcClient::close);
        members.forEach(member -> member.server().close());
    }

    @Test
    void whatIsEqualNeverFailsAndWhatDiffersIsNeverExecuted() {
        for (Version version : List.of(OLDER, NEWER)) {
            for (int i = 0; i < SERVERS_OF_EACH; i++) {
                members.add(Member.start(version));
            }
        }
        List<CompletableFuture<Void>> callers = new ArrayList<>();
        for (Version version : List.of(OLDER, NEWER)) {
            for (Member member : members) {
                RpcClient client = RpcClient.connect(member.server().address());
                clients.add(client);
                for (int i = 0; i < CALLERS_OF_EACH_CONNECTION; i++) {
                    callers.add(CompletableFuture.runAsync(
                            () -> callAll(version, client, member), task -> new Thread(task, "caller").start()));
                }
            }
        }
        callers.forEach(Events::get);

        assertThat(errors).isEmpty();
        int callersOfEachServer = 2 * CALLERS_OF_EACH_CONNECTION;
        for (Member member : members) {
            int common = callersOfEachServer * ROUNDS * 3;
            until("one-way calls have run", () -> member.common().sum() >= common);
            assertThat(member.common().sum()).isEqualTo(common);
            assertThat(member.placed())
                    .hasSize(CALLERS_OF_EACH_CONNECTION * ROUNDS)
                    .containsOnly(nameOf(member.version()));
        }
    }

    private void callAll(Version version, RpcClient client, Member member) {
        Object stub = client.stub(version.service());
        String caller = nameOf(version);
        for (long round = 0; round < ROUNDS && errors.isEmpty(); round++) {
            try {
                assertThat(version.call(stub, "ping", caller)).isEqualTo(caller);
                List<Long> numbers = List.of(round, -round);
                assertThat(version.call(stub, "later", numbers)).isEqualTo(numbers);
                version.call(stub, "note", caller);
                Object order = version.arguments("place")[1];
                if (version.equals(member.version())) {
                    version.call(stub, "place", caller, order);
                } else {
                    assertRefused(version, stub, order, member.server().address());
                }
            } catch (Throwable e) {
                errors.add(e);
            }
        }
    }

    private static void assertRefused(Version version, Object stub, Object order, String server) {
        String difference = version.equals(OLDER) ? "missing here, String there" : "String here, missing there";
        assertThatThrownBy(() -> version.call(stub, "place", nameOf(version), order))
                .isInstanceOf(RpcException.class)
                .hasMessage("FAILED_PRECONDITION: Order differs between this client and " + server
                        + ":\n  Order.customer: " + difference)
                .matches(e -> ((RpcException) e).outcome().notExecuted());
    }

    private static String nameOf(Version version) {
        return version.equals(OLDER) ? "older" : "newer";
    }
}
