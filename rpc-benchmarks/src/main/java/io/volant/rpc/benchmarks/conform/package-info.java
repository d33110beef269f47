/** {@code conform}: whether a server keeps the rules of docs/protocol.md, found out with sockets and bytes alone. */
@NullMarked
package io.volant.rpc.benchmarks.conform;

import org.jspecify.annotations.NullMarked;
