@NullMarked
package io.volant.rpc.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
