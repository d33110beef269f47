/** The demo and its halves: a server and a client under load, with every answer and every execution accounted for. */
@NullMarked
package io.volant.rpc.examples.demo;

import org.jspecify.annotations.NullMarked;
