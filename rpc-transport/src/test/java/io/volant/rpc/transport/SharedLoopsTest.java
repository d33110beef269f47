package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.contract.Events;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Servers and clients of one process that were given no runtime have the same event loops. */
class SharedLoopsTest {
    @RpcService
    interface Numbers {
        int next(int number);
    }

    @Test
    void serversAndClientsOfOneProcessShareItsLoops() throws Exception {
        List<String> loops = IntStream.range(0, Runtime.getRuntime().availableProcessors())
                .mapToObj(i -> "volant-io-" + i)
                .toList();
        try (RpcServer one = serve();
                RpcServer other = serve()) {
            for (int i = 0; i < 2 * loops.size(); i++) { // so that every loop is used
                try (RpcClient client = RpcClient.connect((i % 2 == 0 ? one : other).address())) {
                    assertThat(client.stub(Numbers.class).next(i)).isEqualTo(i + 1);
                }
            }

            Events.until(
                    "there is one set of loops: " + ioThreads(),
                    () -> ioThreads().equals(loops.stream().sorted().toList()));
        }
    }

    private static RpcServer serve() {
        return RpcServer.builder().service(Numbers.class, number -> number + 1).start();
    }

    private static List<String> ioThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("volant-io-"))
                .sorted()
                .toList();
    }
}
