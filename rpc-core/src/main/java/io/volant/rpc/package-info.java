/** What a user of Volant types: annotations, server, client, call options, and the call model behind them. */
@NullMarked
package io.volant.rpc;

import org.jspecify.annotations.NullMarked;
