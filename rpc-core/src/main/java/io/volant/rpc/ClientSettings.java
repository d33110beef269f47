package io.volant.rpc;

import java.time.Duration;
import java.util.concurrent.Executor;

/** What all stubs of one client share; {@code server} is that of {@link Route#server()}. */
record ClientSettings(
        Duration timeout,
        Ticker ticker,
        Executor executor,
        boolean completeOnExecutor,
        String server,
        ClientWatch watch,
        OutboundRoom room,
        boolean callersDrive) {}
