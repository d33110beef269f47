package io.volant.rpc.transport;

/**
 * What a call that must run once is known by at its server, whichever connection it is asked again over.
 *
 * @param server that got its first attempt, in the life in which it got it
 * @param epoch of the connection that the first attempt went over
 * @param sequence that it had there
 */
record Execution(Instance server, Epoch epoch, long sequence) {}
