/** Which servers there are: what a registry or another source says, and what a client makes of it. */
@NullMarked
package io.volant.rpc.cluster.discovery;

import org.jspecify.annotations.NullMarked;
