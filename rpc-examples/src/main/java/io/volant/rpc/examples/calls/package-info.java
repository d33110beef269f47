/** Twelve ways in which a call can go, each tried for real, and one call as bytes. */
@NullMarked
package io.volant.rpc.examples.calls;

import org.jspecify.annotations.NullMarked;
