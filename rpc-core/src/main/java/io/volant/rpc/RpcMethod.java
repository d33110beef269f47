package io.volant.rpc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Policy of one remote method, stated by the owner of the interface; an abstract method without it has the defaults. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RpcMethod {
    /**
     * Longest time a call may take, from the stub back to the stub, such as {@code "200ms"}, {@code "5s"} or {@code "1m"};
     * the client's default when empty. {@link CallOptions} may shorten it, never lengthen it.
     */
    String timeout() default "";

    /**
     * Longest time one attempt may take where a client of several servers makes more than one, such as {@code "100ms"}: after it the
     * attempt is cancelled, and where the method is {@link #idempotent} another one is made at another server, within
     * {@link #timeout}. Where it is not, the call ends, its outcome unknown. No limit when empty.
     */
    String attemptTimeout() default "";

    /**
     * When a call that was not answered yet is sent to another server as well, whose answer counts if it comes first: after a time, such
     * as {@code "20ms"}, or after that of the slowest calls of the method, such as {@code "p95"}, as {@link Hedge#afterPercentile}. Only
     * where the method is {@link #idempotent}, and only by clients of several servers. Never when empty; {@link CallOptions} may say
     * otherwise.
     */
    String hedge() default "";

    /** Whether running the method twice has the effect of running it once, so that a call with unknown outcome may be sent again. */
    boolean idempotent() default false;

    /** Whether the caller wants no reply at all; such a method returns void and promises nothing about execution. */
    boolean oneway() default false;

    /**
     * What calls are worth when a server cannot serve all; {@link CallOptions} may say otherwise. {@link Priority#NORMAL} says nothing,
     * so that the calls of handlers inherit.
     */
    Priority priority() default Priority.NORMAL;
}
