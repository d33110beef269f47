package io.volant.rpc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an interface a remote service.
 *
 * <p>Its abstract methods are remote, its default and static methods run where they are called. What a method needs on the
 * wire is derived from its signature when the interface is bound; nothing else is registered or annotated.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RpcService {
    /** Name on the wire; the simple name of the interface when empty. */
    String name() default "";

    /** Version on the wire; services of one name and different versions are different services. */
    String version() default "1";
}
