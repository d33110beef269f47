/** What the command line knows about the place it writes to. */
@NullMarked
package io.volant.rpc.examples.console;

import org.jspecify.annotations.NullMarked;
