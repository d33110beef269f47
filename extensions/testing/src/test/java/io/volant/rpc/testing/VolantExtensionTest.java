package io.volant.rpc.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.RpcException;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
final class VolantExtensionTest {
    private static final Greeter.Polite POLITE = new Greeter.Polite(0);

    @RegisterExtension
    static final VolantExtension volant =
            VolantExtension.builder().service(Greeter.class, POLITE).build();

    @RegisterExtension
    final VolantExtension three = VolantExtension.builder()
            .servicePerServer(Greeter.class, Greeter.Polite::new)
            .servers(3)
            .build();

    private static final List<RpcServer> seen = new ArrayList<>(); // by the launched tests, one after the other

    private static Greeter.Name name(String text) {
        Greeter.Name name = new Greeter.Name();
        name.text = text;
        return name;
    }

    @Test
    void argumentsGoThroughTheRealSerializer() {
        Greeter.Name given = name("Ada");

        assertThat(volant.stub(Greeter.class).hello(given)).isEqualTo("Hello, Ada, from 0");
        assertThat(POLITE.last).isNotSameAs(given);
        assertThat(POLITE.last.text).isEqualTo("Ada");
    }

    @Test
    void eachOfSeveralServersHasItsStub() {
        for (int i = 0; i < 3; i++) {
            assertThat(three.server(i).stub(Greeter.class).hello(name("Ada"))).isEqualTo("Hello, Ada, from " + i);
        }
        assertThat(three.servers()).hasSize(3);
    }

    @Test
    void aServerIsStoppedAndStartedWhereItWas() {
        TestServer server = volant.server(0);
        String before = server.address();
        server.stop();
        assertThatThrownBy(() -> server.stub(Greeter.class).hello(name("Ada")))
                .isInstanceOfSatisfying(
                        RpcException.class, e -> assertThat(e.status()).isEqualTo(Status.UNAVAILABLE));
        assertThatThrownBy(server::stop).hasMessage("server 0 is stopped (expected: started with start())");

        server.start();

        assertThat(server.address()).isEqualTo(before);
        assertThat(server.stub(Greeter.class).hello(name("Ada"))).isEqualTo("Hello, Ada, from 0");
        assertThatThrownBy(server::start).hasMessage("server 0 runs (expected: stopped with stop())");
    }

    @Test
    void whatCannotBeMeantIsToldApart() {
        assertThatThrownBy(() -> VolantExtension.builder().build())
                .hasMessage("no service: offer at least one with service(type, implementation)");
        assertThatThrownBy(() -> VolantExtension.builder().servers(0)).hasMessage("servers: 0 (expected: at least 1)");
        assertThatThrownBy(() -> volant.stub(Other.class))
                .hasMessage("Other is not offered (expected: one of [Greeter])");
        assertThatThrownBy(() -> volant.server(1)).hasMessage("server: 1 (expected: 0..0)");
        assertThatThrownBy(() -> volant.faults(0))
                .hasMessage("server 0 is in process, without a line to damage (expected: overTcp() at the builder)");
        assertThatThrownBy(() -> three.stub(Greeter.class)).hasMessageStartingWith("3 servers and no way to choose");
        VolantExtension unregistered =
                VolantExtension.builder().service(Greeter.class, POLITE).build();
        assertThatThrownBy(() -> unregistered.stub(Greeter.class))
                .hasMessageStartingWith("no test runs (expected: a field with @RegisterExtension");
    }

    @RpcService
    interface Other {
        void nothing();
    }

    @Test
    void ofAStaticFieldThereIsOneServerForAllTestsOfTheClassAndOfNestedOnesAndItEndsWithThem() {
        seen.clear();

        assertThat(Launched.run(SharedCase.class)).isEqualTo(new Launched(3, List.of()));

        assertThat(seen).hasSize(3).containsOnly(seen.get(0));
        assertThat(seen).extracting(RpcServer::state).containsOnly(RpcServer.State.CLOSED);
    }

    static final class SharedCase {
        @RegisterExtension
        static final VolantExtension shared =
                VolantExtension.builder().service(Greeter.class, POLITE).build();

        @BeforeAll
        static void itIsThereBefore() {
            shared.stub(Greeter.class).hello(name("Ada"));
        }

        @Test
        void first() {
            seen.add(shared.server(0).rpc());
        }

        @Test
        void second() {
            seen.add(shared.server(0).rpc());
        }

        @Nested
        class Inside {
            @Test
            void third(Greeter greeter) {
                assertThat(greeter.hello(name("Ada"))).isEqualTo("Hello, Ada, from 0");
                seen.add(shared.server(0).rpc());
            }
        }
    }

    @Test
    void ofAFieldOfTheInstanceEachTestHasServersOfItsOwn() {
        seen.clear();

        assertThat(Launched.run(OwnCase.class)).isEqualTo(new Launched(2, List.of()));

        assertThat(seen).hasSize(2).doesNotHaveDuplicates();
        assertThat(seen).extracting(RpcServer::state).containsOnly(RpcServer.State.CLOSED);
    }

    static final class OwnCase {
        @RegisterExtension
        final VolantExtension own =
                VolantExtension.builder().service(Greeter.class, POLITE).build();

        @Test
        void first() {
            seen.add(own.server(0).rpc());
        }

        @Test
        void second() {
            seen.add(own.server(0).rpc());
        }
    }

    @Test
    void aCallThatIsLeftHangingFailsItsTestAndNoOther() {
        Launched launched = Launched.run(HangingCase.class);

        assertThat(launched.succeeded()).isEqualTo(2);
        assertThat(launched.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .isInstanceOf(AssertionError.class)
                        .hasMessage(
                                "calls that have not ended PT2S after the test, with their number: {Greeter.ponder=2}"
                                        + " (expected: none; a test waits for its calls, or cancels them)"));
    }

    static final class HangingCase {
        @RegisterExtension
        static final VolantExtension hung = VolantExtension.builder()
                .service(Greeter.class, POLITE)
                .hungAfter(Duration.ofSeconds(2)) // enough for the call that is cancelled
                .build();

        @Test
        void leavesTwo(Greeter greeter) {
            greeter.ponder();
            greeter.ponder();
        }

        @Test
        void cancels(Greeter greeter) {
            greeter.ponder().cancel(true);
        }

        @Test
        void waits(Greeter greeter) {
            greeter.hello(name("Ada"));
        }
    }

    @Test
    void aServerThatATestStoppedIsThereForTheNext() {
        assertThat(Launched.run(StoppingCase.class)).isEqualTo(new Launched(2, List.of()));
    }

    static final class StoppingCase {
        @RegisterExtension
        static final VolantExtension stopped =
                VolantExtension.builder().service(Greeter.class, POLITE).build();

        @Test
        void one(Greeter greeter) {
            greeter.hello(name("Ada"));
            stopped.server(0).stop();
        }

        @Test
        void other(Greeter greeter) {
            greeter.hello(name("Ada"));
            stopped.server(0).stop();
        }
    }
}
