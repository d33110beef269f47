package io.volant.rpc.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcServer;
import io.volant.rpc.inprocess.InProcessTransport;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UserGuideTest {
    private static final Pattern TYPE =
            Pattern.compile("^(?:public |final )*(?:class|interface) (\\w+)", Pattern.MULTILINE);

    @TempDir
    Path directory;

    @Test
    void everyPieceOfCodeCompilesWithWhatStandsAboveIt() throws Exception {
        List<String> blocks = new ArrayList<>(JavaBlocks.of("docs/user-guide.md"));
        assertThat(blocks).hasSizeGreaterThan(5);
        blocks.addAll(JavaBlocks.of("docs/embedding.md"));
        blocks.addAll(JavaBlocks.of("docs/testing.md"));
        for (String block : blocks) {
            Matcher type = TYPE.matcher(block);
            assertThat(type.find()).isTrue();
            assertThat(JavaBlocks.compile(type.group(1) + ".java", block, directory))
                    .as(type.group(1))
                    .isEmpty();
        }
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
            assertThat(served(loader.loadClass("Orders"))).hasToString("stub of Orders:1");
            assertThat(served(loader.loadClass("Drawings"))).hasToString("stub of Drawings:1");
        }
    }

    /** A stub of an interface that a server could offer: both sides have found no mistake in it. */
    private static <T> Object served(Class<T> type) {
        T nothing = type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.toString());
                }));
        InProcessTransport network = new InProcessTransport();
        try (RpcServer server = RpcServer.builder()
                        .transport(network)
                        .service(type, nothing)
                        .start();
                RpcClient client = RpcClient.builder()
                        .transport(network)
                        .address(server.address())
                        .connect()) {
            return client.stub(type);
        }
    }
}
