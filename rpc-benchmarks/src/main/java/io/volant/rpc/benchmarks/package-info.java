/** Everything that measures: the JMH benchmarks, a class per question, and the command line. */
@NullMarked
package io.volant.rpc.benchmarks;

import org.jspecify.annotations.NullMarked;
