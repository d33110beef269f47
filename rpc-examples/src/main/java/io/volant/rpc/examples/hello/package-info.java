/** The mission's own example: a server with ten workers says hello. */
@NullMarked
package io.volant.rpc.examples.hello;

import org.jspecify.annotations.NullMarked;
