/** Result files: written by the runner, read with those of JMH, compared, tabulated and drawn. */
@NullMarked
package io.volant.rpc.benchmarks.report;

import org.jspecify.annotations.NullMarked;
