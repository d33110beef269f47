/** Servers of the examples in JVMs of their own. */
@NullMarked
package io.volant.rpc.examples.process;

import org.jspecify.annotations.NullMarked;
