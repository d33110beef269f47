package io.volant.rpc.cluster.discovery.registry;

import static io.volant.rpc.contract.Events.get;
import static io.volant.rpc.contract.Events.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RegistryFileTest {
    private static final LeaseRequest ALICE = new LeaseRequest(
            -7,
            3,
            new ServerEntry("[::1]:70", "alice", Long.MAX_VALUE, 1, "", Map.of("build", "östlich\\", "a b", "= %")),
            List.of("shop.Orders:1", "shop.Prices:2"));
    private static final LeaseRequest BOB = new LeaseRequest(
            8,
            0,
            new ServerEntry("unix:/tmp/bob", "", Long.MIN_VALUE, 100, "cellar", Map.of()),
            List.of("shop.Orders:1"));

    @TempDir
    Path directory;

    private Path path;
    private RegistryFile file;

    @BeforeEach
    void name() {
        path = directory.resolve("registry");
        file = new RegistryFile(path);
    }

    @Test
    void readsWhatItWrote() throws IOException {
        file.write(List.of(BOB));
        file.write(List.of(ALICE, BOB));
        assertThat(file.read()).containsExactly(ALICE, BOB);
        file.write(List.of());
        assertThat(file.read()).isEmpty();
    }

    @Test
    void leavesNothingBesideTheFile() throws IOException {
        file.write(List.of(ALICE));
        assertThat(directory).isDirectoryNotContaining("glob:**.next");
    }

    @Test
    void aFileThatDoesNotExistIsEmpty() throws IOException {
        assertThat(file.read()).isEmpty();
    }

    @Test
    void aFileThatWasCutOffOrDamagedIsRefusedAsAWhole() throws IOException {
        file.write(List.of(ALICE, BOB));
        byte[] whole = Files.readAllBytes(path);
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 1;
            Files.write(path, damaged);
            assertThatThrownBy(file::read).isInstanceOf(IOException.class);
        }
        Files.writeString(path, "volant-registry/1 0");
        assertThatThrownBy(file::read).hasMessageContaining(path.toString()).hasMessageContaining("checksum");
    }

    @Test
    void anotherKindOfFileIsNamedAndLeftAlone() throws IOException {
        Files.writeString(path, "my thesis\n");
        assertThatThrownBy(() -> EmbeddedRegistry.keptIn(path))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining("\"my thesis\" (expected: volant-registry/1 and the checksum");
        assertThat(path).hasContent("my thesis\n");
    }

    @Test
    void aFileThatCannotBeWrittenIsToldAtTheStart() {
        Path nowhere = directory.resolve("no/such/directory/registry");
        assertThatThrownBy(() -> EmbeddedRegistry.keptIn(nowhere))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(nowhere.toString());
    }

    @Test
    void aRegistryWritesAChangeDownWithoutBeingClosed() {
        try (EmbeddedRegistry registry = EmbeddedRegistry.open(file, EmbeddedRegistry.LEASE, Ticker.system())) {
            get(registry.service().register(ALICE));
            until("the file has the server", () -> has(ALICE));
            get(registry.service().withdraw(ALICE));
            until("the file has it no more", () -> !has(ALICE));
        }
    }

    private boolean has(LeaseRequest entry) {
        try {
            return file.read().contains(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aRestartedRegistryListsWhatItKnewForOneLeaseUnlessItIsRenewed() {
        HandTicker ticker = new HandTicker();
        try (EmbeddedRegistry before = EmbeddedRegistry.open(file, EmbeddedRegistry.LEASE, ticker)) {
            get(before.service().register(ALICE));
            get(before.service().register(BOB));
        }
        try (EmbeddedRegistry after = EmbeddedRegistry.open(file, EmbeddedRegistry.LEASE, ticker)) {
            assertThat(servers(after)).containsExactlyInAnyOrder(ALICE.server(), BOB.server());
            for (int i = 0; i < 4; i++) {
                ticker.advance(EmbeddedRegistry.LEASE.dividedBy(4));
                assertThat(get(after.service().renew(ALICE.lease())).state()).isEqualTo(LeaseAnswer.State.HELD);
                after.sweep();
            }
            assertThat(servers(after)).containsExactly(ALICE.server());
        }
    }

    private static List<ServerEntry> servers(EmbeddedRegistry registry) {
        return get(registry.service().watch("shop.Orders:1", Seen.NOTHING))
                .orElseThrow()
                .servers();
    }
}
