package io.volant.rpc.transport;

import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcServerBuilder;
import io.volant.rpc.contract.Sources;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * One version of a service whose classes this one does not know: called and implemented by reflection, with sample values. Its
 * handlers answer with their first argument where they can, else with a sample.
 */
record Version(Class<?> service) {
    /** Compiled from declarations as {@link Sources} takes them, in a class loader of its own. */
    static Version compile(String service, String... declarations) {
        return new Version(Sources.type(Sources.compile(declarations), service));
    }

    /** Adds the service to a server; {@code executed} hears of each execution, with its arguments, before it is answered. */
    RpcServerBuilder offeredBy(RpcServerBuilder server, BiConsumer<String, List<Object>> executed) {
        return offer(server, service, executed);
    }

    private static <T> RpcServerBuilder offer(
            RpcServerBuilder server, Class<T> type, BiConsumer<String, List<Object>> executed) {
        T handler = type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    executed.accept(method.getName(), Arrays.asList(arguments));
                    return answer(method, arguments);
                }));
        return server.service(type, handler);
    }

    private static Object answer(Method method, Object[] arguments) {
        Class<?> result = resultType(method);
        Object value = result.isInstance(arguments[0]) ? arguments[0] : sample(result);
        return method.getReturnType() == CompletableFuture.class ? CompletableFuture.completedFuture(value) : value;
    }

    /** The class of the value that travels back. */
    private static Class<?> resultType(Method method) {
        Type type = method.getReturnType() == CompletableFuture.class
                ? ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[0]
                : method.getReturnType();
        return (Class<?>) (type instanceof ParameterizedType p ? p.getRawType() : type);
    }

    /** The names of the remote methods. */
    List<String> methods() {
        return Stream.of(service.getMethods())
                .filter(method -> !method.isDefault())
                .map(Method::getName)
                .toList();
    }

    Method method(String name) {
        return Stream.of(service.getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no method " + name));
    }

    boolean isOneway(String method) {
        RpcMethod policy = method(method).getAnnotation(RpcMethod.class);
        return policy != null && policy.oneway();
    }

    /** Calls a method and waits for what it gives; throws what the stub throws, or what the future ends with. */
    Object call(RpcClient client, String name, Object... arguments) throws Throwable {
        return call(client.stub(service), name, arguments);
    }

    /** The same through a stub of this service. */
    Object call(Object stub, String name, Object... arguments) throws Throwable {
        try {
            Object result = method(name).invoke(stub, arguments);
            return result instanceof CompletableFuture<?> future ? future.join() : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Sample values for all parameters of a method. */
    Object[] arguments(String name) {
        return Stream.of(method(name).getParameterTypes()).map(Version::sample).toArray();
    }

    /** What a handler of this version answers to the sample values, as text. */
    String sampleAnswer(String name) {
        return String.valueOf(sample(resultType(method(name))));
    }

    private static Object sample(Class<?> type) {
        if (type == void.class) {
            return null;
        }
        if (type == String.class) {
            return "x";
        }
        if (type == int.class) {
            return 0;
        }
        if (type == long.class) {
            return 0L;
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isSealed()) {
            return sample(type.getPermittedSubclasses()[0]);
        }
        if (type.isInterface()) {
            return type == List.class ? List.of() : Set.of();
        }
        try {
            Constructor<?> constructor = type.getConstructors()[0];
            return constructor.newInstance(Stream.of(constructor.getParameterTypes())
                    .map(Version::sample)
                    .toArray());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no sample of " + type, e);
        }
    }
}
