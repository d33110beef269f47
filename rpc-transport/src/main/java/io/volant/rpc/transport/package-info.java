/** The wire protocol on Netty: frames, handshake, connections, pending calls. */
@NullMarked
package io.volant.rpc.transport;

import org.jspecify.annotations.NullMarked;
