/** {@code ./volant chaos}: every fault that a cluster must bear, with evidence that it bit and a run without protection beside it. */
@NullMarked
package io.volant.rpc.benchmarks.chaos;

import org.jspecify.annotations.NullMarked;
