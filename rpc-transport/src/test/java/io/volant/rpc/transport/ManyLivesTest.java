package io.volant.rpc.transport;

import static io.volant.rpc.contract.Events.get;
import static io.volant.rpc.contract.Events.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcServer;
import io.volant.rpc.contract.Sources;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process in which servers and clients come and go, as in a container that deploys an application again and again. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class ManyLivesTest {
    private static final int LIVES = 1_000;
    private static final int DEPLOYMENTS = 20;
    private static final int FEW = 8; // what else may come and go in a JVM meanwhile: its own threads and files
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    @Test
    void aThousandLivesLeaveNoThreadAndNoDescriptorBehind() throws IOException {
        for (int life = 0; life < 20; life++) {
            live();
        }
        until("the first lives are over", () -> threads() == 0);
        long descriptors = descriptors();

        for (int life = 0; life < LIVES; life++) {
            live();
        }

        until("all threads have ended", () -> threads() == 0);
        assertThat(descriptors()).isLessThan(descriptors + FEW);
    }

    private static void live() {
        try (RpcServer server = RpcServer.builder()
                        .workers(2)
                        .service(Words.class, CompletableFuture::completedFuture)
                        .start();
                RpcClient client = RpcClient.connect(server.address())) {
            assertThat(get(client.stub(Words.class).echo("hello"))).isEqualTo("hello");
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("volant-"))
                .count();
    }

    private static long descriptors() throws IOException {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return 0;
        }
        try (Stream<Path> open = Files.list(DESCRIPTORS)) {
            return open.count();
        }
    }

    @Test
    void anApplicationThatIsUndeployedCanBeCollected() throws Exception {
        try (RpcServer other = RpcServer.builder() // keeps the shared runtime alive, as another application would
                .service(Words.class, CompletableFuture::completedFuture)
                .start()) {
            List<WeakReference<ClassLoader>> undeployed = new ArrayList<>();
            for (int i = 0; i < DEPLOYMENTS; i++) {
                undeployed.add(new WeakReference<>(deploy(other.address())));
            }

            until("all loaders are collected", () -> {
                System.gc();
                return undeployed.stream().allMatch(loader -> loader.get() == null);
            });
        }
    }

    /** Serves and calls an interface of a class loader of its own. */
    private static ClassLoader deploy(String other) throws Exception {
        ClassLoader loader = Sources.compile(
                "@RpcService interface Application { CompletableFuture<Answer> ask(Question question); }",
                "record Question(String text) {}",
                "record Answer(List<String> words) {}");
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            call(loader.loadClass("demo.Application"));
            try (RpcClient client = RpcClient.connect(other)) {
                assertThat(get(client.stub(Words.class).echo("hello"))).isEqualTo("hello");
            }
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        return loader;
    }

    private static <T> void call(Class<T> type) throws Exception {
        Object implementation =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    throw new IllegalStateException("on purpose");
                });
        Object question = type.getClassLoader()
                .loadClass("demo.Question")
                .getConstructors()[0]
                .newInstance("anything?");
        try (RpcServer server = RpcServer.builder()
                        .service(type, type.cast(implementation))
                        .start();
                RpcClient client = RpcClient.connect(server.address())) {
            Object future = type.getMethods()[0].invoke(client.stub(type), question);
            assertThat(((CompletableFuture<?>) future)
                            .handle((answer, error) -> error)
                            .get(20, TimeUnit.SECONDS))
                    .isNotNull();
        }
    }
}
