package io.volant.rpc.contract;

import static io.volant.rpc.contract.Events.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Two sides that were built apart call what they have in common and say clearly what they have not. */
public abstract class CompatibilityContract extends TransportContract {
    private static final String SERVICE =
            "@RpcService interface ExampleService { String sayHello(HelloRequest request);"
                    + " String sayBye(String name); }";
    private static final String OLDER = "@RpcService interface ExampleService { String sayBye(String name); }";
    private static final String NEXT =
            "@RpcService(version = \"2\") interface ExampleService { String sayBye(String name); }";
    private static final String REQUEST = "record HelloRequest(String name) {}";
    private static final String OTHER_REQUEST = "record HelloRequest(long name) {}";

    @RpcService
    interface UserService {
        String name(long id);
    }

    private RpcServer serve(ClassLoader loader) {
        return serveAny(Sources.type(loader, "ExampleService"));
    }

    @SuppressWarnings("unchecked")
    private <T> RpcServer serveAny(Class<?> type) {
        Object implementation = Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.getName() + Arrays.toString(arguments));
        return serve((Class<T>) type, (T) implementation);
    }

    private static Object call(Object stub, String name, Object... arguments) throws Throwable {
        for (Method method : stub.getClass().getInterfaces()[0].getMethods()) {
            if (method.getName().equals(name)) {
                try {
                    return method.invoke(stub, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            }
        }
        throw new AssertionError("no method " + name);
    }

    private static Object request(ClassLoader loader, Object name) throws ReflectiveOperationException {
        return Sources.type(loader, "HelloRequest").getConstructors()[0].newInstance(name);
    }

    @Test
    void aTypeThatDiffersFailsItsMethodsAloneWithTheDifference() throws Throwable {
        ClassLoader here = Sources.compile(SERVICE, REQUEST);
        RpcServer server = serve(Sources.compile(SERVICE, OTHER_REQUEST));
        Object stub = connect(server).stub(Sources.type(here, "ExampleService"));
        Object request = request(here, "World");

        for (int i = 0; i < 3; i++) { // before and after the client knows
            RpcException thrown = failure(() -> call(stub, "sayHello", request));

            assertThat(thrown.status()).isEqualTo(Status.FAILED_PRECONDITION);
            assertThat(thrown.outcome().notExecuted()).isTrue();
            assertThat(thrown)
                    .hasMessage("FAILED_PRECONDITION: HelloRequest differs between this client and localhost:"
                            + server.port() + ":\n  HelloRequest.name: String here, long there");
            assertThat(call(stub, "sayBye", "World")).isEqualTo("sayBye[World]");
        }
    }

    @Test
    void anUnknownServiceIsNamedBesideThoseThatThereAre() {
        ClassLoader here = Sources.compile(SERVICE, REQUEST);
        RpcServer server = serve(UserService.class, id -> "user " + id);
        RpcClient client = connect(server);
        Object stub = client.stub(Sources.type(here, "ExampleService"));

        for (int i = 0; i < 3; i++) {
            RpcException thrown = failure(() -> call(stub, "sayBye", "World"));

            assertThat(thrown.status()).isEqualTo(Status.UNIMPLEMENTED);
            assertThat(thrown.outcome().notExecuted()).isTrue();
            assertThat(thrown)
                    .hasMessage("UNIMPLEMENTED: localhost:" + server.port()
                            + " has no ExampleService:1. It serves: UserService:1. Not executed.");
        }
        assertThat(client.stub(UserService.class).name(7)).isEqualTo("user 7");
    }

    @Test
    void anotherVersionIsAnotherService() {
        ClassLoader here = Sources.compile(SERVICE, REQUEST);
        RpcServer server = serve(Sources.compile(NEXT));
        Object stub = connect(server).stub(Sources.type(here, "ExampleService"));

        RpcException thrown = failure(() -> call(stub, "sayBye", "World"));

        assertThat(thrown)
                .hasMessage("UNIMPLEMENTED: localhost:" + server.port()
                        + " has no ExampleService:1. It serves: ExampleService:2. Not executed.");
    }

    @Test
    void aMethodThatTheServerDoesNotHaveYetFailsAlone() throws Throwable {
        ClassLoader here = Sources.compile(SERVICE, REQUEST);
        RpcServer server = serve(Sources.compile(OLDER));
        Object stub = connect(server).stub(Sources.type(here, "ExampleService"));
        Object request = request(here, "World");

        for (int i = 0; i < 2; i++) {
            RpcException thrown = failure(() -> call(stub, "sayHello", request));

            assertThat(thrown.status()).isEqualTo(Status.UNIMPLEMENTED);
            assertThat(thrown.outcome().notExecuted()).isTrue();
            assertThat(thrown)
                    .hasMessage("UNIMPLEMENTED: ExampleService:1 on localhost:" + server.port()
                            + " has no method sayHello(demo.HelloRequest). Not executed.");
            assertThat(call(stub, "sayBye", "World")).isEqualTo("sayBye[World]");
        }
    }

    @Test
    void aServerWithMoreMethodsRefusesNobody() throws Throwable {
        ClassLoader here = Sources.compile(OLDER);
        RpcServer server = serve(Sources.compile(SERVICE, REQUEST));
        Object stub = connect(server).stub(Sources.type(here, "ExampleService"));

        assertThat(call(stub, "sayBye", "World")).isEqualTo("sayBye[World]");
    }

    @Test
    void equalTypesOfDifferentClassLoadersUnderstandEachOther() throws Throwable {
        ClassLoader here = Sources.compile(SERVICE, REQUEST);
        RpcServer server = serve(Sources.compile(SERVICE, REQUEST));
        Object stub = connect(server).stub(Sources.type(here, "ExampleService"));

        assertThat(call(stub, "sayHello", request(here, "World"))).isEqualTo("sayHello[HelloRequest[name=World]]");
    }

    @Test
    void nothingHoldsTheClassesOfAServerAndAClientThatHaveClosed() throws Throwable {
        RpcServer other = serve(UserService.class, id -> "user " + id); // keeps the shared runtime
        WeakReference<ClassLoader> loader = useAndClose();

        until("the class loader is collected", () -> {
            System.gc();
            return loader.get() == null;
        });
        assertThat(connect(other).stub(UserService.class).name(7)).isEqualTo("user 7");
    }

    @SuppressWarnings("unchecked")
    private <T> WeakReference<ClassLoader> useAndClose() throws Throwable {
        ClassLoader loader = Sources.compile(SERVICE, REQUEST);
        Class<T> type = (Class<T>) Sources.type(loader, "ExampleService");
        T implementation =
                (T) Proxy.newProxyInstance(loader, new Class<?>[] {type}, (proxy, method, arguments) -> "hi");
        try (RpcServer server = server().service(type, implementation).start();
                RpcClient client = client(server).connect()) {
            assertThat(call(client.stub(type), "sayHello", request(loader, "World")))
                    .isEqualTo("hi");
        }
        return new WeakReference<>(loader);
    }

    @Test
    void clientsOfOneServerMayHaveDifferentForms() throws Throwable {
        ClassLoader fits = Sources.compile(SERVICE, REQUEST);
        ClassLoader differs = Sources.compile(SERVICE, OTHER_REQUEST);
        RpcServer server = serve(Sources.compile(SERVICE, REQUEST));
        RpcClient client = connect(server);
        Object fitting = client.stub(Sources.type(fits, "ExampleService"));
        Object differing = client.stub(Sources.type(differs, "ExampleService")); // over the same connection
        Object longRequest = request(differs, 7L);

        assertThat(failure(() -> call(differing, "sayHello", longRequest)).status())
                .isEqualTo(Status.FAILED_PRECONDITION);
        assertThat(call(fitting, "sayHello", request(fits, "World"))).isEqualTo("sayHello[HelloRequest[name=World]]");
        assertThat(call(differing, "sayBye", "World")).isEqualTo("sayBye[World]");
    }
}
