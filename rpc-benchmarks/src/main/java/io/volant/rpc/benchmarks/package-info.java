/** Everything that measures: JMH benchmarks, and the runner that drives a server in a second JVM. */
@NullMarked
package io.volant.rpc.benchmarks;

import org.jspecify.annotations.NullMarked;
