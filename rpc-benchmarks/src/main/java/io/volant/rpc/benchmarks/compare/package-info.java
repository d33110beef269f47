/** The comparison with other frameworks: who takes part, what is asked, in which order, and when a round counts. */
@NullMarked
package io.volant.rpc.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
