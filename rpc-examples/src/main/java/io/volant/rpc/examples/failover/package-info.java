/** {@code example failover}: retry, failover, time-out and detection, switched on one after the other while servers break. */
@NullMarked
package io.volant.rpc.examples.failover;

import org.jspecify.annotations.NullMarked;
