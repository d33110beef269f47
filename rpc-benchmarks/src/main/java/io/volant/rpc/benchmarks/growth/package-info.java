/** What first calls take, and how costs grow with the number of things there are. */
@NullMarked
package io.volant.rpc.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
