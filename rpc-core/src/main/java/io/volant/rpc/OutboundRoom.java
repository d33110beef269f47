package io.volant.rpc;

/**
 * Charges the calls of clients for the bytes of their requests, on the caller's thread and before anything waits: asynchronous and
 * one-way calls are refused where there is no room, blocking ones wait for it in the order in which they came. Thread-safe.
 *
 * <p>Those that wait encode one at a time: bodies that exist and have no room are memory that nobody counts.
 */
final class OutboundRoom {
    private static final int ONE = 1;
    private static final int LARGE = 64 << 10;

    private final BytesInFlight bytes;
    private final ByteBudget budget;
    private final ByteBudget turn;

    OutboundRoom(BytesInFlight bytes) {
        this.bytes = bytes;
        this.budget = bytes.outbound();
        this.turn = bytes.turn();
    }

    /** Encodes and charges a call that cannot wait. */
    void admit(Request request) throws NoRoom {
        long known = known(request);
        if ((known > 0 && !budget.reserve(known)) || !encodeAndCharge(request, known)) {
            long wanted = Math.max(known, BytesInFlight.PER_CALL);
            throw new NoRoom(Status.OVERLOADED, request.method() + ": " + noRoom(wanted));
        }
    }

    /** Encodes and charges a call whose caller may wait. */
    void admitWhenRoom(Request request) throws NoRoom {
        long known = known(request);
        boolean mayFit = known == 0 ? !budget.crowded() : budget.reserve(known);
        if (mayFit && encodeAndCharge(request, known)) {
            return;
        } // what was encoded is forgotten: it would wait where nobody counts it
        await(turn, ONE, BytesInFlight.PER_CALL, request);
        try {
            if (known > 0) {
                await(budget, known, known, request);
            }
            long held = known;
            try {
                Payload body = encode(request);
                long wanted = wanted(request.method(), body, known);
                await(budget, wanted - known, wanted, request);
                held = 0;
                charge(request, body, wanted);
            } finally {
                budget.giveBack(held);
            }
        } finally {
            turn.giveBack(ONE);
        }
    }

    /** With so many bytes reserved already; false where the rest finds no room: then nothing is reserved. */
    private boolean encodeAndCharge(Request request, long known) throws NoRoom {
        long held = known;
        try {
            Payload body = encode(request);
            long wanted = wanted(request.method(), body, known);
            if (!budget.reserve(wanted - known)) {
                return false;
            }
            held = 0;
            charge(request, body, wanted);
            return true;
        } finally {
            budget.giveBack(held);
        }
    }

    /** What is certain of a large body before it is encoded, so that those that do not fit are not made; 0 where nothing is. */
    private long known(Request request) throws NoRoom {
        long bytes = 0;
        for (Object argument : request.arguments()) {
            if (argument instanceof byte[] array) {
                bytes += array.length;
            } else if (argument instanceof String text) {
                bytes += text.length();
            }
        }
        if (bytes < LARGE) {
            return 0;
        }
        checkFits(request.method(), bytes + BytesInFlight.PER_CALL);
        return bytes + BytesInFlight.PER_CALL;
    }

    private static Payload encode(Request request) {
        return request.methodCodec().encodeArguments(request.arguments());
    }

    private void charge(Request request, Payload body, long charged) {
        request.in(CallRoom.reserved(bytes, charged)).encoded(body);
    }

    private void await(ByteBudget what, long share, long wanted, Request request) throws NoRoom {
        CallScope scope = request.scope();
        try {
            if (what.await(share, request.deadline(), scope)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw waited(Status.CANCELLED, wanted, request);
        }
        throw waited(scope.cancelled() ? scope.reason() : Status.DEADLINE_EXCEEDED, wanted, request);
    }

    private NoRoom waited(Status reason, long wanted, Request request) {
        String who = request.method() + (reason == Status.CANCELLED ? " was cancelled by its caller" : "");
        return new NoRoom(
                reason, who + " after " + request.elapsedMillis() + " ms, in which there was " + noRoom(wanted));
    }

    private long wanted(MethodDescriptor method, Payload body, long known) throws NoRoom {
        long wanted = (long) body.length() + BytesInFlight.PER_CALL;
        checkFits(method, wanted);
        return Math.max(known, wanted);
    }

    private void checkFits(MethodDescriptor method, long wanted) throws NoRoom {
        if (wanted > budget.limit()) {
            throw new NoRoom(
                    Status.RESOURCE_EXHAUSTED,
                    method + ": a call of " + wanted + " bytes (expected: at most " + budget.limit()
                            + ", the room of all calls in flight; VolantRuntime.builder().inFlightBytes(…) makes more)");
        }
    }

    private String noRoom(long wanted) {
        return "no room for " + wanted + " bytes, calls in flight hold " + budget
                + (budget.awaited() ? " and others wait for theirs" : "")
                + " (VolantRuntime.builder().inFlightBytes(…) makes more)";
    }

    /** The call is not sent. Stackless: it is an answer. */
    static final class NoRoom extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Failure failure;

        NoRoom(Status status, String why) {
            super(why, null, false, false);
            this.failure = Failure.of(status, Outcome.NOT_SENT, why + ". " + Outcome.NOT_SENT.sentence());
        }

        Failure failure() {
            return failure;
        }
    }
}
