/** The load programs and what they ask: in the client's JVM of every measured system, so of no library but HdrHistogram. */
@NullMarked
package io.volant.rpc.benchmarks.load;

import org.jspecify.annotations.NullMarked;
