/** The fuzzer: targets, their corpus, and the command that runs them. */
@NullMarked
package io.volant.rpc.benchmarks.fuzz;

import org.jspecify.annotations.NullMarked;
