package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.contract.PlainSerializer;
import io.volant.rpc.contract.Sources;
import io.volant.rpc.inprocess.InProcessTransport;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidersTest {
    @TempDir
    Path jars;

    @RpcService
    interface Nothing {
        void run();
    }

    @Test
    void aMissingTransportIsReportedWithTheCoordinatesToAdd() {
        assertThatThrownBy(() -> RpcClient.connect("localhost:50051"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no Transport on the class path: add io.volant:rpc-transport (or io.volant:volant for"
                        + " everything).");
        assertThatThrownBy(() -> RpcServer.builder()
                        .serializer(new PlainSerializer())
                        .service(Nothing.class, () -> {})
                        .start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("no Transport on the class path: add io.volant:rpc-transport ");
    }

    @Test
    void aMissingSerializerIsReportedWithTheCoordinatesToAdd() {
        assertThatThrownBy(() -> RpcClient.builder()
                        .address("localhost:50051")
                        .transport(new InProcessTransport())
                        .connect())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no Serializer on the class path: add io.volant:rpc-serialization (or io.volant:volant for"
                        + " everything).");
    }

    @Test
    void aMissingCompressorMattersOnlyToWhoCompresses() {
        assertThat(Providers.find(Compressor.class)).isEmpty();
        assertThatThrownBy(() -> RpcClient.builder()
                        .address("localhost:50051")
                        .transport(new InProcessTransport())
                        .serializer(new PlainSerializer())
                        .compressAbove(1_000)
                        .connect())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("no Compressor on the class path: add io.volant:rpc-serialization ");
    }

    @Test
    void theOnlyProviderIsFound() throws Throwable {
        try (URLClassLoader loader = withProviders(provider("OneTransport"))) {
            assertThat(find(loader)).hasToString("OneTransport");
        }
    }

    @Test
    void twoProvidersAreRefusedWithTheNamesOfTheirJars() throws Exception {
        try (URLClassLoader loader = withProviders(provider("OneTransport"), provider("OtherTransport"))) {
            assertThatThrownBy(() -> find(loader))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("2 implementations of Transport on the class path, give one to the builder"
                            + " or remove the others: ")
                    .hasMessageContaining("demo.OneTransport in file:")
                    .hasMessageContaining("OneTransport.jar")
                    .hasMessageContaining("demo.OtherTransport in file:")
                    .hasMessageContaining("OtherTransport.jar");
        }
    }

    /** What the Providers of that loader, which has a rpc-core of its own, find as Transport. */
    private static Object find(ClassLoader loader) throws Throwable {
        Class<?> transport = Class.forName(Transport.class.getName(), true, loader);
        Method one = Class.forName(Providers.class.getName(), true, loader)
                .getDeclaredMethod("one", Class.class, String.class);
        one.setAccessible(true);
        try {
            return one.invoke(null, transport, "rpc-transport");
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Path provider(String name) throws IOException {
        Map<String, byte[]> classes = Sources.classes("class " + name + " implements Transport {"
                + " public CompletableFuture<Connection> connect(Endpoint e, ConnectOptions o) { return null; }"
                + " public Listening listen(String h, int p, ListenOptions o, Acceptor a) { return null; }"
                + " public String toString() { return \"" + name + "\"; } }");
        Path jar = jars.resolve(name + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Map.Entry<String, byte[]> type : classes.entrySet()) {
                out.putNextEntry(new ZipEntry(type.getKey().replace('.', '/') + ".class"));
                out.write(type.getValue());
            }
            out.putNextEntry(new ZipEntry("META-INF/services/" + Transport.class.getName()));
            out.write(("demo." + name).getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    private static URLClassLoader withProviders(Path... jars) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String entry : Sources.classPath().split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        for (Path jar : jars) {
            urls.add(jar.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    }
}
