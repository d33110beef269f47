/** What a measured library implements, and the main programs of its two JVMs. Knows no library. */
@NullMarked
package io.volant.rpc.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
