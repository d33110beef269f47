/** The algorithms of load balancing side by side, over servers that differ. */
@NullMarked
package io.volant.rpc.examples.balance;

import org.jspecify.annotations.NullMarked;
