/** Objects to serialize and what to serialize them with. */
@NullMarked
package io.volant.rpc.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
