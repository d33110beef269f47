package io.volant.rpc.transport.types;

import static java.util.Objects.requireNonNull;

import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcServerBuilder;
import io.volant.rpc.Transport;
import io.volant.rpc.serialization.KryoSerializer;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** A server that answers each call of a family with its argument, or with the exception of that number, and a client of it. */
final class Echo implements AutoCloseable {
    private final Family family;
    private final RpcServer server;
    private final RpcClient client;
    private final Object stub;

    Echo(Transport transport, Family family) {
        this.family = family;
        Class<?> service = requireNonNull(family.echoes());
        this.server = serving(transport, service, this::answer).start();
        this.client = RpcClient.builder()
                .transport(transport)
                .serializer(new KryoSerializer())
                .address("localhost:" + server.port())
                .connect();
        this.stub = client.stub(service);
    }

    /** A server of one service that is nothing but a handler of all its methods. */
    static <T> RpcServerBuilder serving(Transport transport, Class<T> service, InvocationHandler handler) {
        T implementation =
                service.cast(Proxy.newProxyInstance(service.getClassLoader(), new Class<?>[] {service}, handler));
        return RpcServer.builder()
                .transport(transport)
                .serializer(new KryoSerializer())
                .service(service, implementation);
    }

    private Object answer(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (arguments == null) {
            throw new AssertionError(method + " has no argument to answer with");
        }
        if (method.getExceptionTypes().length > 0) {
            throw thrown(method.getName(), (int) arguments[0]);
        }
        return arguments[0];
    }

    private Throwable thrown(String method, int sample) {
        return family.travelling().stream()
                .filter(t -> t.method().equals(method))
                .map(t -> (Throwable) t.samples().get(sample).sent())
                .findFirst()
                .orElseThrow();
    }

    /** What a call gives, which may be null, or what it throws. */
    @Nullable
    Object call(String method, @Nullable Object argument) throws Throwable {
        Method called = Family.method(family.echoes(), method);
        called.setAccessible(true); // the interfaces of a test are not public
        try {
            return called.invoke(stub, argument);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** For stubs of other services. */
    RpcClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        server.shutdownNow();
    }
}
