/** Hand-written Netty programs without a framework around them: what the same calls cost at the least. */
@NullMarked
package io.volant.rpc.benchmarks.reference;

import org.jspecify.annotations.NullMarked;
