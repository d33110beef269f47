package io.volant.rpc.benchmarks.conform;

import java.io.IOException;

/**
 * One way to see whether a server keeps a rule.
 *
 * @param rule the id of the rule
 * @param what what is tried, for people
 * @param pace whether the server's answer or a time limit of its decides how long it takes
 * @param probe does it; throws a {@link Breach} when the rule is broken
 */
record Check(String rule, String what, Pace pace, Probe probe) {
    private static final int PROTOCOL_FAULT = 2;
    private static final int NOT_EXECUTED = 1;
    private static final int THE_CALL = 1;
    private static final int THE_NEXT = 2;
    private static final int BEHIND_THE_FAULT = 0x7777;

    enum Pace {
        PROMPT,
        SLOW
    }

    @FunctionalInterface
    interface Probe {
        void run(Attempt attempt) throws IOException;
    }

    static Check of(String rule, String what, Probe probe) {
        return new Check(rule, what, Pace.PROMPT, probe);
    }

    /**
     * On a bound connection the bytes are a protocol fault: GOAWAY with the rule, and the end of the stream. The call behind them
     * is not answered.
     */
    static Check fault(String rule, String what, byte[]... bytes) {
        return fault(rule, what, PROTOCOL_FAULT, bytes);
    }

    static Check fault(String rule, String what, int reason, byte[]... bytes) {
        return of(rule, what, attempt -> {
            Peer peer = attempt.bound();
            peer.send(Bytes.join(bytes), Frames.ask(BEHIND_THE_FAULT, "b"));
            isFault(peer, rule, reason);
        });
    }

    static void isFault(Peer peer, String rule, int reason) throws IOException {
        Frame goAway = peer.goAway();
        Breach.unless(
                goAway.reason().startsWith(rule + ":") && goAway.aux() == reason,
                "GOAWAY, reason " + reason + " \"" + rule + ": ...\"",
                goAway);
    }

    /** The hello is refused with the status, for the rule. */
    static Check refused(String rule, String what, int status, byte[] hello) {
        return of(rule, what, attempt -> {
            Peer peer = attempt.connect();
            peer.send(hello);
            Refusal refusal = Refusal.read(peer.readHello());
            Breach.unless(
                    refusal.status() == status && refusal.reason().startsWith(rule + ":"),
                    "a refusal, status " + status + " \"" + rule + ": ...\"",
                    refusal);
            Breach.unless(
                    refusal.minVersion() <= 1 && refusal.maxVersion() >= 1,
                    "a refusal with a range that holds version 1",
                    refusal);
            peer.endsSilently();
        });
    }

    /** The connection is closed and no byte was sent on it. */
    static Check silence(String rule, String what, byte[] bytes) {
        return of(rule, what, attempt -> {
            Peer peer = attempt.connect();
            peer.send(bytes);
            peer.endsSilently();
        });
    }

    /** The hello is accepted, and calls on the connection are answered. */
    static Check accepted(String rule, String what, byte[] hello) {
        return of(rule, what, attempt -> {
            Peer peer = attempt.connect();
            Hello answer = attempt.greet(peer, hello);
            Breach.unless(answer.version() == 1, "version 1", answer.version());
            Attempt.bind(peer);
            Attempt.isServed(peer, THE_CALL);
        });
    }

    /** Call 1 is answered with the status, not executed, and the next call as usual. */
    static Check costsTheCall(String rule, String what, int status, byte[]... bytes) {
        return of(rule, what, attempt -> {
            Peer peer = attempt.bound();
            peer.send(bytes);
            isRefused(peer.answer(THE_CALL), status);
            Attempt.isServed(peer, THE_NEXT);
        });
    }

    static void isRefused(Frame answer, int status) {
        Breach.unless(
                answer.type() == Frame.ERROR && answer.aux() == status && answer.outcome() == NOT_EXECUTED,
                "ERROR with status " + status + ", not executed",
                answer);
    }

    /** The bytes are passed over, and the next call is answered. */
    static Check skipped(String rule, String what, byte[]... bytes) {
        return of(rule, what, attempt -> {
            Peer peer = attempt.bound();
            peer.send(bytes);
            Attempt.isServed(peer, THE_NEXT);
        });
    }
}
