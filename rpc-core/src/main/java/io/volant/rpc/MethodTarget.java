package io.volant.rpc;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;

/** A method of a service as something to call on whatever implements it. */
final class MethodTarget {
    private MethodTarget() {}

    /** {@code (Object implementation, Object[] arguments) → Object}. */
    static MethodHandle of(Method method) {
        try {
            method.setAccessible(
                    true); // the interface may be package-private; it is the user's own choice to export it
            return MethodHandles.lookup()
                    .unreflect(method)
                    .asFixedArity()
                    .asType(MethodType.genericMethodType(method.getParameterCount() + 1))
                    .asSpreader(Object[].class, method.getParameterCount());
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException("cannot call " + method + ": " + e.getMessage(), e);
        }
    }
}
