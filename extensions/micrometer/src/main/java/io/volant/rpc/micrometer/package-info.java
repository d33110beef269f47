/** The statistics of clients and servers as meters of Micrometer. */
@NullMarked
package io.volant.rpc.micrometer;

import org.jspecify.annotations.NullMarked;
