package io.volant.rpc.benchmarks.chaos;

import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import java.util.concurrent.CompletableFuture;

/**
 * What the servers of a trial serve: entries by number, each of which takes them some milliseconds.
 *
 * <p>{@code until} is the caller's deadline by {@code System.nanoTime()}, which all JVMs of one machine share; a server that begins with
 * the call later says so in its record.
 */
@RpcService
interface Ledger {
    /** How long a call may take. */
    long TIMEOUT_MILLIS = 1_000;

    @RpcMethod(timeout = "1s", attemptTimeout = "250ms", idempotent = true)
    CompletableFuture<Entry> read(long call, long until);

    /** As {@link #read}, for clients that do without the attempts' own time-out. */
    @RpcMethod(timeout = "1s", idempotent = true)
    CompletableFuture<Entry> readPatiently(long call, long until);

    @RpcMethod(timeout = "1s")
    CompletableFuture<Entry> write(long call, long until);

    /** An answer, and which server gave it. */
    record Entry(long call, long value, int server) {
        static Entry of(long call, int server) {
            return new Entry(call, value(call), server);
        }

        boolean answers(long asked) {
            return call == asked && value == value(asked);
        }

        private static long value(long call) {
            return call * 0x9E37_79B9_7F4A_7C15L;
        }
    }

    /** Every fifth call is a write, which must run once. */
    static boolean isWrite(long call) {
        return call % 5 == 4;
    }
}
