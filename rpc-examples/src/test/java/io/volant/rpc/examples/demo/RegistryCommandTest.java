package io.volant.rpc.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Endpoint;
import io.volant.rpc.cluster.discovery.EndpointSource;
import io.volant.rpc.cluster.discovery.Instance;
import io.volant.rpc.cluster.discovery.Registry;
import io.volant.rpc.cluster.discovery.registry.RegistryClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The registry as a process of its own, killed and started again. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class RegistryCommandTest {
    private static final long PATIENCE_SECONDS = 60;
    private static final long PAUSE_NANOS = 1_000_000;
    private static final String ORDERS = "shop.Orders:1";
    private static final Instance ALICE =
            Instance.of(new Endpoint("127.0.0.1", 7_401)).withId("alice", 1);
    private static final Instance BOB =
            Instance.of(new Endpoint("127.0.0.1", 7_402)).withId("bob", 1);

    @TempDir
    Path directory;

    /** What a watcher was told: a list as text, or a reason. */
    private static final class Notes implements EndpointSource.Listener {
        private final BlockingQueue<String> notes = new LinkedBlockingQueue<>();

        @Override
        public void onInstances(List<Instance> instances) {
            notes.add("list " + instances.stream().map(Instance::id).sorted().toList());
        }

        @Override
        public void onFailure(String reason) {
            notes.add(reason);
        }

        /** Waits for a note; all before it are as {@code meanwhile} says. */
        void await(Predicate<String> wanted, Predicate<String> meanwhile) throws InterruptedException {
            while (true) {
                String note = notes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                assertThat(note).as("a note").isNotNull();
                if (wanted.test(note)) {
                    return;
                }
                assertThat(note).matches(meanwhile);
            }
        }
    }

    private CommandProcess start(String port, Path file) throws Exception {
        return CommandProcess.start(directory, "registry", "--port", port, "--file", file.toString());
    }

    @Test
    void aRegistryThatIsKilledAndStartedAgainWithItsFileTakesNoServerFromAnyone() throws Exception {
        Path file = directory.resolve("registry.entries");
        Notes before = new Notes();
        try (CommandProcess first = start("0", file)) {
            String address = first.awaitLine("^registry on (127\\.0\\.0\\.1:\\d+)$");
            String port = address.substring(address.indexOf(':') + 1);
            RegistryClient bobs = RegistryClient.at(address);
            try (Registry client = RegistryClient.at(address)) {
                client.watch(ORDERS, before);
                client.register(ALICE, List.of(ORDERS)).registered().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                bobs.register(BOB, List.of(ORDERS)).registered().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                before.await("list [alice, bob]"::equals, note -> true);
                awaitText(file, "bob");
                first.kill();
                first.awaitEnd();
                before.await(
                        note -> note.startsWith("registry " + address + " refused the connection"),
                        note -> !note.startsWith("list"));

                bobs.close(); // which nobody hears
                Notes after = new Notes();
                try (CommandProcess second = start(port, file);
                        Registry late = RegistryClient.at(address)) {
                    late.watch(ORDERS, after);
                    second.awaitLine("^(registry) on");
                    after.await("list [alice, bob]"::equals, note -> !note.startsWith("list"));
                    before.await("list [alice, bob]"::equals, note -> !note.startsWith("list"));
                    after.await("list [alice]"::equals, note -> note.equals("list [alice, bob]"));
                    second.interrupt();
                    assertThat(second.awaitEnd()).isEqualTo(143);
                }
            } finally {
                bobs.close();
            }
        }
    }

    /** The registry writes its file a moment after it has answered. */
    private static void awaitText(Path file, String text) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.readString(file).contains(text)) {
            assertThat(System.nanoTime() - end).as("within time").isNegative();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
