package io.volant.rpc;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the stubs of one interface do for each of its methods; built once per client and interface. Immutable. */
final class StubTable {
    private final ServiceCodec codec;
    private final ServiceDescriptor service;
    private final Map<Method, StubMethod> remote = new HashMap<>();
    private final Map<Method, MethodHandle> local = new HashMap<>();

    /** @param options those of which something is settled when a stub is made */
    StubTable(
            ServiceCodec codec,
            Route route,
            InterceptorStack interceptors,
            ClientSettings client,
            CallOptions options) {
        this.codec = codec;
        this.service = codec.service();
        options.strategies().check(service);
        Invoker servers = route.to(service, options);
        Map<String, StubMethod> bySignature = new HashMap<>();
        for (MethodDescriptor method : service.methods()) {
            Invoker invoker = interceptors.around(
                    method,
                    servers,
                    route.retries(options),
                    options.strategies().fallback(service, client));
            bySignature.put(method.signature(), new StubMethod(method, codec, invoker, client));
        }
        for (Method method : service.type().getMethods()) {
            StubMethod stub = bySignature.get(InterfaceParser.signature(method));
            if (stub != null && (method.isBridge() || Modifier.isAbstract(method.getModifiers()))) {
                remote.put(method, stub);
            } else if (method.isDefault()) {
                local.put(method, DefaultMethods.handle(method));
            }
        }
    }

    ServiceCodec codec() {
        return codec;
    }

    /** A proxy whose calls are made with {@code options}. */
    Object stub(CallOptions options) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            StubMethod stub = remote.get(method);
            return stub != null ? stub.call(arguments, options) : callLocal(proxy, method, arguments);
        };
        return Proxy.newProxyInstance(service.type().getClassLoader(), new Class<?>[] {service.type()}, handler);
    }

    private @Nullable Object callLocal(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        MethodHandle handle = local.get(method);
        if (handle != null) {
            return handle.bindTo(proxy).invokeWithArguments(arguments == null ? new Object[0] : arguments);
        }
        return switch (method.getName()) { // only those of Object are left
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "stub of " + service;
        };
    }
}
