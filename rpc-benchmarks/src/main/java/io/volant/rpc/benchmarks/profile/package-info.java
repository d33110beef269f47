/** Where the time and the memory of a call go, by the flight recorder and the kernel's accounts of threads. */
@NullMarked
package io.volant.rpc.benchmarks.profile;

import org.jspecify.annotations.NullMarked;
