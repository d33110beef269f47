package io.volant.rpc;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A remote method as {@link InterfaceParser} read it, before it has its place in the service. */
record RemoteMethod(
        Method method,
        String signature,
        List<Type> parameterTypes,
        Type resultType,
        boolean returnsFuture,
        List<Class<? extends Throwable>> declaredExceptions,
        @Nullable Duration timeout,
        @Nullable Duration attemptTimeout,
        Hedge hedge,
        boolean idempotent,
        boolean oneway,
        Priority priority,
        int keyParameter) {}
