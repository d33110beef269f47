package io.volant.rpc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How a type stands on the wire, where that does not follow from its declaration. Most types need none.
 *
 * <p>Both sides must state the same: the name and the cases are part of the schema that they compare. Not inherited.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RpcType {
    /**
     * Name on the wire; the name of the class when empty. A class that keeps it can be renamed or moved without breaking its peers.
     * Letters, digits and {@code . _ $ -}; one name for one class within a service.
     */
    String name() default "";

    /**
     * All cases of an interface or abstract class that is not sealed: values of exactly these classes may stand where it is declared.
     * A case that is itself sealed, or has subtypes, stands for its own cases.
     */
    Class<?>[] subtypes() default {};
}
