package io.volant.rpc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that calls with equal values of this parameter go to the same server, as long as that is there and not overloaded, where a
 * client of several servers balances by key.
 *
 * <p>Stands at one parameter of a method, which is a {@code String}, a whole number or an enum; null is no key.
 * {@link CallOptions#withRoutingKey} takes precedence.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface RoutingKey {}
