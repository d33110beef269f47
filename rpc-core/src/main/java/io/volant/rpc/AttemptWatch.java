package io.volant.rpc;

/**
 * Follows one attempt of a call for the route that sent it, noted in its {@link Request#watchedBy request}. It is told once of one of
 * the two, on whatever thread learns of it; must neither block nor throw.
 */
public interface AttemptWatch {
    /** The connection did not carry the attempt out and hands it back: how the call ends elsewhere says nothing of this one. */
    void onHandedBack();

    /**
     * The answer is there, and nobody else has seen it yet.
     *
     * @param request of the attempt
     * @param future which is about to be completed with it
     * @return whether it is; false where the call goes on, and whoever watches completes the future with another answer, now or later
     */
    boolean onAnswered(Request request, Response response, ResponseFuture future);
}
