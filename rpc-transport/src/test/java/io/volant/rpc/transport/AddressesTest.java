package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.CallContext;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The kinds of address that a server can listen on. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AddressesTest {
    /** A service that tells who called it. */
    @RpcService
    interface Mirror {
        String caller(String text);
    }

    @TempDir
    Path directory;

    private static RpcServer serve(String host) {
        return RpcServer.builder()
                .host(host)
                .service(Mirror.class, text -> CallContext.current().peer().address() + " " + text)
                .start();
    }

    private static String call(String address, String text) {
        try (RpcClient client = RpcClient.connect(address)) {
            return client.stub(Mirror.class).caller(text);
        }
    }

    @Test
    void theLoopbackOfVersionSixIsAnAddressLikeAnyOther() {
        if (!hasVersionSix()) {
            System.out.println("not shown here: IPv6, which this machine does not have");
            return;
        }
        try (RpcServer server = serve("::1")) {
            assertThat(server.address()).isEqualTo("[::1]:" + server.port());
            assertThat(call(server.address(), "six"))
                    .startsWith("[0:0:0:0:0:0:0:1]:")
                    .endsWith(" six");
        }
    }

    private static boolean hasVersionSix() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getAllByName("::1")[0])) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aSocketFileCarriesCallsAndGoesWithItsServer() {
        Path file = directory.resolve("orders.sock");
        String large = "x".repeat(300_000); // in fragments
        try (RpcServer server = serve("unix:" + file)) {
            assertThat(server.address()).isEqualTo("unix:" + file);
            assertThat(server.port()).isZero();
            assertThat(file).exists();
            assertThat(call(server.address(), large)).isEqualTo("a local process " + large);
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void theFileOfADeadServerIsTakenOver() throws IOException {
        Path file = directory.resolve("left.sock");
        try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(UnixDomainSocketAddress.of(file)); // closing it leaves the file
        }
        assertThat(file).exists();

        try (RpcServer server = serve("unix:" + file)) {
            assertThat(call(server.address(), "again")).endsWith("again");
        }
    }

    @Test
    void theFileOfALivingServerIsNot() {
        Path file = directory.resolve("taken.sock");
        try (RpcServer server = serve("unix:" + file)) {
            assertThatThrownBy(() -> serve("unix:" + file))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("cannot listen on unix:" + file + ": already in use. Choose another file.");
            assertThat(call(server.address(), "still")).endsWith("still");
        }
    }

    @Test
    void aFileThatIsNoSocketIsLeftAlone() throws IOException {
        Path file = Files.writeString(directory.resolve("notes.txt"), "dear");

        assertThatThrownBy(() -> serve("unix:" + file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot listen on unix:" + file + ": " + file + " exists and is no socket");
        assertThat(file).hasContent("dear");
    }

    @Test
    void aSocketFileThatNobodyMadeIsNamed() {
        Path file = directory.resolve("missing.sock");

        assertThatThrownBy(() -> RpcClient.connect("unix:" + file)).isInstanceOfSatisfying(RpcException.class, e -> {
            assertThat(e.status()).isEqualTo(Status.UNAVAILABLE);
            assertThat(e.outcome().notExecuted()).isTrue();
            assertThat(e.getMessage()).contains("unix:" + file).contains("No such file");
        });
    }
}
