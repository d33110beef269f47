/** The embedded registry: a service of Volant itself in which servers enter themselves under leases, and its client. */
@NullMarked
package io.volant.rpc.cluster.discovery.registry;

import org.jspecify.annotations.NullMarked;
