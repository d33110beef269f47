package io.volant.rpc;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one {@link RpcService} interface into its {@link ServiceDescriptor}. */
final class InterfaceParser {
    private static final int MAX_METHODS = 65_536;

    private final Class<?> type;
    private final Mistakes mistakes;

    InterfaceParser(Class<?> type, Mistakes mistakes) {
        this.type = type;
        this.mistakes = mistakes;
    }

    ServiceDescriptor parse() {
        RpcService service = type.getAnnotation(RpcService.class);
        if (!type.isInterface()) {
            throw new IllegalArgumentException(
                    "class " + type.getName() + " is not a service: a service is an interface with @RpcService.");
        }
        if (service == null) {
            throw new IllegalArgumentException(
                    "interface " + type.getName() + " is not a service: add @RpcService to it.");
        }
        String name = service.name().isEmpty() ? type.getSimpleName() : service.name();
        checkName("name", name);
        checkName("version", service.version());
        List<RemoteMethod> remote = remoteMethods();
        if (remote.isEmpty() && mistakes.isEmpty()) {
            mistakes.add(type.getSimpleName(), "a service has at least one abstract method");
        }
        if (remote.size() > MAX_METHODS) {
            mistakes.add(type.getSimpleName(), remote.size() + " methods (expected: at most " + MAX_METHODS + ")");
        }
        List<MethodDescriptor> methods = new ArrayList<>();
        for (RemoteMethod method : remote) {
            methods.add(new MethodDescriptor(name, methods.size(), method));
        }
        return new ServiceDescriptor(type, name, service.version(), methods);
    }

    /** {@code name(Type, Type name)} as a reader of the interface would write it: parameter names where the class file has them. */
    static String describe(Method method) {
        return method.getName()
                + Arrays.stream(method.getParameters())
                        .map(p -> p.getType().getSimpleName() + (p.isNamePresent() ? " " + p.getName() : ""))
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private List<RemoteMethod> remoteMethods() {
        Map<String, Method> bySignature = new LinkedHashMap<>();
        for (Method method : type.getMethods()) {
            if (Modifier.isStatic(method.getModifiers()) || method.isBridge() || isObjectMethod(method)) {
                continue; // a bridge bears the annotations of the method that it leads to
            }
            if (method.isDefault()) {
                checkLocal(method);
                continue;
            }
            bySignature.merge(signature(method), method, InterfaceParser::moreSpecific);
        }
        return bySignature.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(
                        Comparator.comparing(s -> s.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned)))
                .map(e -> read(e.getKey(), e.getValue()))
                .toList();
    }

    private RemoteMethod read(String signature, Method method) {
        RpcMethod policy = method.getAnnotation(RpcMethod.class);
        boolean oneway = policy != null && policy.oneway();
        if (oneway && method.getReturnType() != void.class) {
            mistakes.add(
                    describe(method),
                    "one-way methods return void (found: "
                            + method.getReturnType().getSimpleName() + ")");
        }
        if (oneway && method.getExceptionTypes().length > 0) {
            mistakes.add(describe(method), "one-way methods declare no exceptions: nobody would receive them");
        }
        Duration timeout = policy == null ? null : time(method, "timeout", policy.timeout());
        Duration attempt = policy == null ? null : time(method, "attemptTimeout", policy.attemptTimeout());
        if (timeout != null && attempt != null && attempt.compareTo(timeout) > 0) {
            mistakes.add(
                    describe(method),
                    "attemptTimeout: " + policy.attemptTimeout() + " (expected: at most the timeout, "
                            + policy.timeout() + ")");
        }
        Type declared = GenericTypes.resolve(type, method.getAnnotatedReturnType());
        Class<?> raw = method.getReturnType();
        boolean future = raw == CompletableFuture.class || raw == CompletionStage.class;
        if (!future && Future.class.isAssignableFrom(raw)) {
            mistakes.add(
                    describe(method),
                    "returns " + raw.getSimpleName() + " (expected: CompletableFuture or CompletionStage)");
        }
        return new RemoteMethod(
                method,
                signature,
                Arrays.stream(method.getAnnotatedParameterTypes())
                        .map(t -> GenericTypes.resolve(type, t))
                        .toList(),
                future ? futureContent(method, declared) : box(declared),
                future,
                declaredExceptions(method),
                timeout,
                attempt,
                policy == null ? Hedge.off() : hedge(method, policy),
                policy != null && policy.idempotent(),
                oneway,
                policy == null ? Priority.NORMAL : policy.priority(),
                KeyParameter.index(method, mistakes));
    }

    private Type futureContent(Method method, Type declared) {
        if (declared instanceof ParameterizedType p) {
            return box(p.getActualTypeArguments()[0]);
        }
        if (declared instanceof OneOfType) {
            mistakes.add(
                    describe(method),
                    "@OneOf stands before the " + method.getReturnType().getSimpleName()
                            + "; put it before its content");
            return void.class;
        }
        mistakes.add(
                describe(method), "returns a raw " + method.getReturnType().getSimpleName() + "; name its content");
        return void.class;
    }

    /** A result of type {@code Void} is no result. */
    private static Type box(Type result) {
        return result == Void.class ? void.class : result;
    }

    private static List<Class<? extends Throwable>> declaredExceptions(Method method) {
        List<Class<? extends Throwable>> declared = new ArrayList<>();
        for (Class<?> exception : method.getExceptionTypes()) {
            if (exception != RpcException.class) {
                declared.add(exception.asSubclass(Throwable.class));
            }
        }
        return declared;
    }

    private @Nullable Duration time(Method method, String name, String text) {
        try {
            return text.isEmpty() ? null : Durations.parse(text);
        } catch (IllegalArgumentException e) {
            mistakes.add(describe(method), name + ": " + e.getMessage());
            return null;
        }
    }

    private Hedge hedge(Method method, RpcMethod policy) {
        if (policy.hedge().isEmpty()) {
            return Hedge.off();
        }
        if (!policy.idempotent()) {
            mistakes.add(
                    describe(method),
                    "hedge: \"" + policy.hedge() + "\" (expected: none, since it may run twice and is not idempotent)");
            return Hedge.off();
        }
        if (policy.oneway()) {
            mistakes.add(describe(method), "hedge: \"" + policy.hedge() + "\" (expected: none, since nobody answers)");
            return Hedge.off();
        }
        try {
            return Hedge.parse(policy.hedge());
        } catch (IllegalArgumentException e) {
            mistakes.add(describe(method), "hedge: " + e.getMessage());
            return Hedge.off();
        }
    }

    private void checkLocal(Method method) {
        if (method.isAnnotationPresent(RpcMethod.class)) {
            mistakes.add(describe(method), "a default method runs where it is called; @RpcMethod has no effect on it");
        }
        if (KeyParameter.index(method, mistakes) != KeyParameter.NONE) {
            mistakes.add(describe(method), "a default method runs where it is called; @RoutingKey has no effect on it");
        }
    }

    private void checkName(String what, String value) {
        boolean valid = !value.isEmpty()
                && value.length() <= 255
                && value.chars().noneMatch(c -> c <= ' ' || c == ':' || c == 127);
        if (!valid) {
            mistakes.add(
                    type.getSimpleName(),
                    what + ": \"" + value
                            + "\" (expected: 1 to 255 characters, no spaces, colons or control characters)");
        }
    }

    /**
     * Of two methods with one signature, inherited from two interfaces, the one that returns the narrower type; of equal ones the
     * one that has a policy.
     */
    private static Method moreSpecific(Method a, Method b) {
        if (a.getReturnType() == b.getReturnType()) {
            return b.isAnnotationPresent(RpcMethod.class) ? b : a;
        }
        return a.getReturnType().isAssignableFrom(b.getReturnType()) ? b : a;
    }

    /** What both sides know a method by: {@code name(type,…)} with erased types. */
    static String signature(Method method) {
        return method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getTypeName)
                        .collect(Collectors.joining(",", "(", ")"));
    }

    /** An interface may declare {@code equals}, {@code hashCode} or {@code toString} again; they stay local. */
    private static boolean isObjectMethod(Method method) {
        try {
            Method ofObject = Object.class.getMethod(method.getName(), method.getParameterTypes());
            return !Modifier.isFinal(ofObject.getModifiers());
        } catch (NoSuchMethodException e) {
            return false;
        }
    }
}
