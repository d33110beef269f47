/** Client and server in one JVM without a socket: arguments go through the real serializer, frames do not exist. */
@NullMarked
package io.volant.rpc.inprocess;

import org.jspecify.annotations.NullMarked;
