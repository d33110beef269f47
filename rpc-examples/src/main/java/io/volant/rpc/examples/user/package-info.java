/** The workload of the public rpc-benchmark, with answers that can be computed from the questions. */
@NullMarked
package io.volant.rpc.examples.user;

import org.jspecify.annotations.NullMarked;
