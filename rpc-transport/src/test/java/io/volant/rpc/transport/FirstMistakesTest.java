package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.contract.Sources;
import java.io.File;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The mistakes that a newcomer makes first: what he is told, word for word, and at once. */
class FirstMistakesTest {
    private static final Duration SOON = Duration.ofSeconds(2);

    @RpcService
    interface UserService {
        String name(long id);
    }

    private static Throwable soon(ThrowingCallable what) {
        return assertTimeout(SOON, () -> catchThrowable(what));
    }

    private static Throwable stubOf(Class<?> type) {
        try (RpcServer server = RpcServer.builder()
                        .service(UserService.class, id -> "user " + id)
                        .start();
                RpcClient client = RpcClient.connect(server.address())) {
            return soon(() -> client.stub(type));
        }
    }

    @Test
    void noAnnotation() throws Exception {
        Class<?> greeter = Sources.compile("interface Greeter { String hello(String name); }")
                .loadClass("demo.Greeter");
        assertThat(stubOf(greeter))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("interface demo.Greeter is not a service: add @RpcService to it.");
    }

    @Test
    void allFaultsAtOnce() throws Exception {
        Class<?> greeter = Sources.compile(
                        "@RpcService interface Greeter { String find(Object key); void save(User u);"
                                + " @RpcMethod(oneway = true) String wave(Person p); }",
                        "record User(String name, java.io.InputStream avatar) {}",
                        "record Person(String name) {}")
                .loadClass("demo.Greeter");
        assertThat(stubOf(greeter))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("demo.Greeter has 3 mistakes:\n"
                        + "  find(Object key): parameter 1: Object is open; name a type or list the types with @OneOf({…})\n"
                        + "  save(User u): User.avatar: java.io.InputStream cannot be sent"
                        + " (use byte[])\n"
                        + "  wave(Person p): one-way methods return void (found: String)");
    }

    @Test
    void missingJar() throws Exception {
        List<URL> withoutTransport = new ArrayList<>();
        for (String entry : Sources.classPath().split(File.pathSeparator, -1)) {
            if (!entry.contains("rpc-transport")) {
                withoutTransport.add(Path.of(entry).toUri().toURL());
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(withoutTransport.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
            var connect = loader.loadClass(RpcClient.class.getName()).getMethod("connect", String.class);

            assertThat(soon(() -> connect.invoke(null, "localhost:50051")))
                    .cause()
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage("no Transport on the class path: add io.volant:rpc-transport"
                            + " (or io.volant:volant for everything).");
        }
    }

    @Test
    void portInUse() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {

            assertThat(soon(() -> RpcServer.builder()
                            .port(other.getLocalPort())
                            .service(UserService.class, id -> "")
                            .start()))
                    .isExactlyInstanceOf(UncheckedIOException.class)
                    .hasCauseInstanceOf(BindException.class)
                    .hasMessage("cannot listen on 127.0.0.1:" + other.getLocalPort()
                            + ": already in use. Choose another with .port(n), or 0 for a free one.");
        }
    }

    @Test
    void plainTextToAnotherMachine() {
        assertThat(soon(() -> RpcClient.connect("10.0.0.5:50051")))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("refusing plain text on 10.0.0.5:50051: say .insecure() if the network is trusted.");
        assertThat(soon(() -> RpcServer.builder()
                        .host("0.0.0.0")
                        .port(50051)
                        .service(UserService.class, id -> "")
                        .start()))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("refusing plain text on 0.0.0.0:50051: say .insecure() if the network is trusted.");
    }

    @Test
    void anUnknownHostToListenOn() {
        Throwable thrown = catchThrowable(() -> RpcServer.builder()
                .host("no-such-host.invalid")
                .port(50_051)
                .insecure()
                .service(UserService.class, id -> "")
                .start());

        assertThat(thrown)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot listen on no-such-host.invalid:50051: unknown host");
    }
}
