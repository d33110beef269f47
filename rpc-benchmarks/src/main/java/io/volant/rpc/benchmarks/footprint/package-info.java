/** What connections and calls in flight hold in memory. */
@NullMarked
package io.volant.rpc.benchmarks.footprint;

import org.jspecify.annotations.NullMarked;
