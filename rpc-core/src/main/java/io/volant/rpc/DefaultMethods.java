package io.volant.rpc;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;

/** Makes default methods of interfaces callable on proxies, those of package-private interfaces too. */
final class DefaultMethods {
    private DefaultMethods() {}

    /** A handle that takes the proxy and then the arguments. */
    static MethodHandle handle(Method method) {
        Class<?> owner = method.getDeclaringClass();
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).unreflectSpecial(method, owner);
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(
                    owner.getName() + "." + InterfaceParser.describe(method)
                            + ": the default method is not accessible; add \"opens " + owner.getPackageName()
                            + " to io.volant.rpc.core;\" to its module",
                    e);
        }
    }
}
