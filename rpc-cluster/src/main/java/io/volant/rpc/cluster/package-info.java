/**
 * The home of the cluster layer: an {@code Invoker} over many endpoints.
 *
 * <p>It holds no code yet. Discovery, balancing, retry, failure detection, limits and fan-out belong in this package; none of
 * them exists in this version, and a client talks to exactly one address.
 */
@NullMarked
package io.volant.rpc.cluster;

import org.jspecify.annotations.NullMarked;
