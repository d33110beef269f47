package io.volant.rpc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lists the types of the values that an open slot takes, such as {@code Map<String, @OneOf({String.class, Long.class}) Object>}.
 *
 * <p>Stands before {@code Object}, an interface or an abstract class: on a parameter, a result, a field or record component, an
 * element of an array or a type argument. Each value is of exactly one of the classes, or null. Both sides must list the same.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface OneOf {
    /** Strings, boxed primitives, value types of the JDK, enums, records or beans; none of them generic. */
    Class<?>[] value();
}
