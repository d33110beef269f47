/**
 * What every transport and every serializer must do, as suites that each of them runs: a subclass names the transport and the
 * serializer, the suites do the rest.
 */
@NullMarked
package io.volant.rpc.contract;

import org.jspecify.annotations.NullMarked;
