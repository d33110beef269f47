/** The command line ({@code demo}, {@code serve}, {@code load}, {@code example}, {@code schema}) and the examples behind it. */
@NullMarked
package io.volant.rpc.examples;

import org.jspecify.annotations.NullMarked;
