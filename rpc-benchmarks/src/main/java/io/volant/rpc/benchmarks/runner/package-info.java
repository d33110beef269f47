/** The two-JVM runner: cases, loads, rounds. */
@NullMarked
package io.volant.rpc.benchmarks.runner;

import org.jspecify.annotations.NullMarked;
