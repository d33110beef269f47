/** The code in the documents compiles and does what they say. */
@NullMarked
package io.volant.rpc.examples.docs;

import org.jspecify.annotations.NullMarked;
