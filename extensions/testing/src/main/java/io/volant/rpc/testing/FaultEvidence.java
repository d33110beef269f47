package io.volant.rpc.testing;

/**
 * What a {@link FaultProxy} has done since it was opened: whether a fault that was asked for met anything.
 *
 * @param connections that were accepted and passed on
 * @param refused connections that were reset at once, because that was asked for or because the server could not be reached
 * @param reset connections that {@link FaultProxy#reset} ended
 * @param truncated directions of connections that were ended before their sender had ended them
 * @param passed bytes that were delivered
 * @param lost bytes that were swallowed
 * @param held bytes that had to wait for a line that held everything back
 * @param delayed bytes that were to arrive later than they were sent
 * @param damaged bytes of which a bit was turned over
 * @param duplicated bytes that were delivered though they had been before
 */
public record FaultEvidence(
        int connections,
        int refused,
        int reset,
        int truncated,
        long passed,
        long lost,
        long held,
        long delayed,
        long damaged,
        long duplicated) {}
