package io.volant.rpc.benchmarks.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.benchmarks.load.Question;
import io.volant.rpc.examples.user.UserService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ServerJvmTest {
    @Test
    void aServerAnswersFromAnotherProcessUntilItIsClosed() {
        ProcessHandle process;
        try (ServerJvm server = ServerJvm.start(ServerSpec.users(RpcSystem.VOLANT_POOL));
                UserClient client = UserClient.connect(RpcSystem.VOLANT_POOL, server.port())) {
            process = ProcessHandle.of(server.pid()).orElseThrow();
            assertThat(Question.GET_USER.ask(client.users(), 7)).isTrue();
            assertThat(server.usage().cpuNanos()).isPositive();
        }
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void aServerEndsWithTheProcessThatStartedIt() throws Exception {
        ChildJvm starter = ChildJvm.start("the starter", List.of(), JvmArgs.defaults(), Starter.class, List.of());
        long pid = Long.parseLong(starter.expect("started", Duration.ofSeconds(30)));
        ProcessHandle server = ProcessHandle.of(pid).orElseThrow();

        ProcessHandle.of(starter.pid()).orElseThrow().destroyForcibly(); // no hook runs, as after kill -9

        assertThat(server.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
        starter.close();
    }

    @Test
    void aServerThatCannotStartSaysSoAndNamesItsStatus() {
        ServerSpec spec = new ServerSpec(RpcSystem.VOLANT, UserService.class.getName(), "no.such.Users", false);

        assertThatThrownBy(() -> ServerJvm.start(spec))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("the server of volant \\(pid \\d+\\): it ended with status 1");
    }

    /** Starts a server and waits for its own end. */
    static final class Starter {
        public static void main(String[] arguments) throws Exception {
            ServerJvm server = ServerJvm.start(ServerSpec.users(RpcSystem.R1));
            System.out.println("started " + server.pid());
            Thread.currentThread().join();
        }
    }
}
