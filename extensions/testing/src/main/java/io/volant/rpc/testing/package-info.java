/** For tests of what is built with Volant: an extension for JUnit 5, and a proxy that is a bad line between clients and a server. */
@NullMarked
package io.volant.rpc.testing;

import org.jspecify.annotations.NullMarked;
