package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.volant.rpc.Outcome;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import io.volant.rpc.contract.Events;
import io.volant.rpc.contract.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The failures that a newcomer meets first, word for word: each is answered by what is wrong and not by a time-out, which is 30 s
 * away everywhere but where it is the matter itself. His mistakes are in {@link FirstMistakesTest}.
 */
class FirstErrorsTest {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration FAR = Duration.ofSeconds(30);

    private static final String SERVICE =
            "@RpcService interface ExampleService { @RpcMethod(timeout = \"30s\") String sayHello(HelloRequest request); }";
    private static final String REQUEST = "record HelloRequest(String name) {}";
    private static final String OTHER_REQUEST = "record HelloRequest(long name) {}";

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @AfterEach
    void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    private <T extends AutoCloseable> T closing(T resource) {
        opened.push(resource);
        return resource;
    }

    private static Throwable soon(ThrowingCallable what) {
        return assertTimeout(SOON, () -> catchThrowable(what));
    }

    private static void assertCall(Throwable thrown, Status status, Outcome outcome, String pattern) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        RpcException.class, e -> assertThat(e.outcome()).isEqualTo(outcome));
        assertThat(thrown.getMessage()).matches(status + ": " + pattern);
    }

    /** Not sent, or sent and not executed: that depends on whether the server's answer to the binding came before the call left. */
    private static void assertNotExecuted(Throwable thrown, Status status, String message) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        RpcException.class,
                        e -> assertThat(e.outcome().notExecuted()).isTrue())
                .hasMessage(status + ": " + message);
    }

    private RpcClient connect(int port) {
        return closing(RpcClient.builder()
                .address("localhost:" + port)
                .timeout(FAR)
                .connectTimeout(FAR)
                .connect());
    }

    @SuppressWarnings("unchecked")
    private <T> RpcServer serve(ClassLoader loader) throws ClassNotFoundException {
        Class<T> type = (Class<T>) loader.loadClass("demo.ExampleService");
        Object hello = Proxy.newProxyInstance(loader, new Class<?>[] {type}, (proxy, method, arguments) -> "Hello");
        return closing(RpcServer.builder().service(type, (T) hello).start());
    }

    private static ThrowingCallable sayHello(RpcClient client, ClassLoader loader, Object name) throws Exception {
        Object stub = client.stub(loader.loadClass("demo.ExampleService"));
        Object request =
                loader.loadClass("demo.HelloRequest").getConstructors()[0].newInstance(name);
        return () -> {
            try {
                stub.getClass().getInterfaces()[0].getMethods()[0].invoke(stub, request);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void noServer() throws Exception {
        int port = freePort();

        assertCall(
                soon(() -> connect(port)),
                Status.UNAVAILABLE,
                Outcome.NOT_SENT,
                "localhost:" + port + " refused the connection \\(1 attempt, \\d+ ms\\)\\. Not executed\\.\n"
                        + "Is the server running there\\? When it starts it logs event=server_start address=HOST:PORT\\.");
    }

    @Test
    void noServerAnyMore() throws Exception {
        ClassLoader types = Sources.compile(SERVICE, REQUEST);
        RpcServer server = serve(types);
        ThrowingCallable sayHello = sayHello(connect(server.port()), types, "World");
        assertThat(catchThrowable(sayHello)).isNull();
        server.close();

        assertCall(
                soon(sayHello),
                Status.UNAVAILABLE,
                Outcome.NOT_SENT,
                "ExampleService\\.sayHello: localhost:" + server.port() + " refused the connection"
                        + " \\(\\d attempts?, 1\\.\\d s\\)\\. Not executed\\.\n"
                        + "Is the server running there\\? When it starts it logs event=server_start address=HOST:PORT\\.");
    }

    @Test
    void wrongProtocol() throws Exception {
        ServerSocket web = closing(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        Thread answering = new Thread(() -> answerLikeTheWeb(web));
        answering.start();

        assertCall(
                soon(() -> connect(web.getLocalPort())),
                Status.UNAVAILABLE,
                Outcome.NOT_SENT,
                "localhost:" + web.getLocalPort()
                        + " does not speak the Volant protocol \\(first bytes: 48 54 54 50 \"HTTP\"\\)\\.");
        answering.join();
    }

    private static void answerLikeTheWeb(ServerSocket web) {
        try (Socket socket = web.accept()) {
            socket.getOutputStream()
                    .write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @RpcService
    interface UserService {
        String name(long id);
    }

    private RpcServer serveUsers() {
        return closing(RpcServer.builder()
                .service(UserService.class, id -> "user " + id)
                .start());
    }

    @Test
    void unknownService() throws Exception {
        RpcServer server = serveUsers();
        ClassLoader types = Sources.compile(SERVICE, REQUEST);
        ThrowingCallable sayHello = sayHello(connect(server.port()), types, "World");

        assertNotExecuted(
                soon(sayHello),
                Status.UNIMPLEMENTED,
                "localhost:" + server.port() + " has no ExampleService:1. It serves: UserService:1. Not executed.");
    }

    @Test
    void otherVersion() throws Exception {
        RpcServer server = serve(Sources.compile(SERVICE, OTHER_REQUEST));
        ClassLoader types = Sources.compile(SERVICE, REQUEST);
        ThrowingCallable sayHello = sayHello(connect(server.port()), types, "World");

        assertNotExecuted(
                soon(sayHello),
                Status.FAILED_PRECONDITION,
                "HelloRequest differs between this client and localhost:" + server.port()
                        + ":\n  HelloRequest.name: String here, long there");
    }

    record HelloRequest(String name) {}

    @RpcService
    interface ExampleService {
        @RpcMethod(timeout = "200ms")
        String sayHello(HelloRequest request);
    }

    @Test
    void deadline() {
        CountDownLatch release = new CountDownLatch(1);
        closing(release::countDown);
        RpcServer server = RpcServer.builder()
                .service(ExampleService.class, request -> {
                    Events.await(release);
                    return "late";
                })
                .start();
        closing(server::shutdownNow);
        ExampleService stub = connect(server.port()).stub(ExampleService.class);

        assertCall(
                soon(() -> stub.sayHello(new HelloRequest("World"))),
                Status.DEADLINE_EXCEEDED,
                Outcome.UNKNOWN,
                "ExampleService\\.sayHello on localhost:" + server.port() + " after \\d+ ms\\. Outcome unknown\\.\n"
                        + "encode [\\d.]+ ms, client queue [\\d.]+ ms, then [\\d.]+ ms without an answer");
    }
}
