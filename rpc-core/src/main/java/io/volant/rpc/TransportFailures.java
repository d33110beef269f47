package io.volant.rpc;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The failures that every transport reports, in the same words whichever it is.
 *
 * <p>{@code server} is the server's address as the caller knows it.
 */
public final class TransportFailures {
    private static final Pattern ONE_TRY = Pattern.compile("\\(1 attempt, \\d+ ms\\)");

    private TransportFailures() {}

    /** Nobody listens on the address. */
    public static Failure refused(String server, int attempts, long millis) {
        return Failure.of(
                Status.UNAVAILABLE,
                Outcome.NOT_SENT,
                server + " refused the connection " + tries(attempts, millis + " ms") + ". "
                        + Outcome.NOT_SENT.sentence()
                        + "\nIs the server running there? When it starts it logs event=server_start address=HOST:PORT.");
    }

    /** The last failure of so many attempts to connect within {@code nanos}: its text says so, where it speaks of one attempt or of none. */
    static Failure afterTries(Failure last, int attempts, long nanos) {
        if (last.status() != Status.UNAVAILABLE) {
            return last; // the first attempt was one too many
        }
        String tries = tries(attempts, time(nanos));
        Matcher one = ONE_TRY.matcher(last.message());
        if (one.find()) {
            return last.withMessage(one.replaceFirst(tries));
        }
        String end = ". " + Outcome.NOT_SENT.sentence();
        return last.withMessage(last.message().replace(end, " " + tries + end));
    }

    /** Why {@code tries} attempts to connect failed, the last of them with {@code last}, as a clause for a longer message. */
    public static String clause(Failure last, int tries) {
        String message = last.message();
        int end = message.indexOf(". " + Outcome.NOT_SENT.sentence());
        String text = ONE_TRY.matcher(end < 0 ? message : message.substring(0, end))
                .replaceFirst("")
                .strip();
        return text + ", " + (tries == 1 ? "1 try" : tries + " tries");
    }

    private static String tries(int attempts, String time) {
        return "(" + (attempts == 1 ? "1 attempt" : attempts + " attempts") + ", " + time + ")";
    }

    /** A time as it stands in messages: {@code 3 ms}, {@code 1.0 s}. */
    static String time(long nanos) {
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
        return millis < 1_000 ? millis + " ms" : millis / 1_000 + "." + millis % 1_000 / 100 + " s";
    }

    /** The two sides encode bodies differently, so that no call could be understood. */
    public static Failure otherSerializer(String server, String here, String there) {
        return Failure.of(
                Status.FAILED_PRECONDITION,
                Outcome.NOT_SENT,
                server + " refused this client: serializer: " + here + " (this server speaks: " + there + "). "
                        + Outcome.NOT_SENT.sentence());
    }

    /** The server offers other services, {@code served}, but not this one. */
    public static Failure unknownService(String server, ServiceDescriptor service, List<String> served) {
        String offer = served.isEmpty() ? "nothing" : String.join(", ", served);
        return Failure.of(
                        Status.UNIMPLEMENTED,
                        Outcome.REJECTED,
                        server + " has no " + service + ". It serves: " + offer + ". " + Outcome.REJECTED.sentence())
                .withServiceMissing();
    }

    /** The server offers the service, but an older or newer one without this method. */
    public static Failure unknownMethod(String server, ServiceDescriptor service, MethodDescriptor method) {
        return Failure.of(
                Status.UNIMPLEMENTED,
                Outcome.REJECTED,
                service + " on " + server + " has no method " + method.signature() + ". "
                        + Outcome.REJECTED.sentence());
    }

    /** Both sides have the method, and disagree about what it sends. */
    public static Failure differs(String server, SchemaDifference difference, Outcome outcome) {
        return Failure.of(
                Status.FAILED_PRECONDITION,
                outcome,
                difference.subject() + " differs between this client and " + server + ":\n  "
                        + String.join("\n  ", difference.lines()));
    }

    /** The server accepts no more calls, or ends those it accepted. */
    public static Failure shuttingDown(String server, Request request, Outcome outcome) {
        return unavailable(request, server + " is shutting down", outcome);
    }

    /** The connection ended, {@code how} it did being a clause such as {@code was closed by this client}. */
    public static Failure disconnected(String server, Request request, String how, Outcome outcome) {
        return unavailable(request, "the connection to " + server + " " + how, outcome);
    }

    /** As many calls are under way on the connection as the server takes. */
    public static Failure tooManyCalls(String server, Request request, int most, Outcome outcome) {
        return ofCall(
                Status.OVERLOADED,
                outcome,
                request,
                most + " calls are in flight on the connection to " + server + ", the most that it takes");
    }

    /** The caller allows more time than the server does. */
    public static Failure deadlineTooLong(String server, Request request, long mostMillis) {
        return ofCall(
                Status.INVALID_ARGUMENT,
                Outcome.NOT_SENT,
                request,
                "time-out: " + request.deadline().remaining().toMillis() + " ms (expected: at most " + mostMillis
                        + " ms, the limit of " + server + ")");
    }

    /** Something of the call, {@code what}, is larger than one side reads. */
    public static Failure tooLarge(Request request, String what, long bytes, long most, Outcome outcome) {
        return ofCall(
                Status.RESOURCE_EXHAUSTED,
                outcome,
                request,
                what + ": " + bytes + " bytes (expected: at most " + most + ")");
    }

    /**
     * The failure that a server sent, as its caller should see it: the server does not know by which address it was called, nor
     * when the caller began to wait.
     */
    public static Failure received(String server, Request request, Failure sent) {
        boolean ofHandler = !sent.typeName().isEmpty();
        return sent.status() == Status.DEADLINE_EXCEEDED && !ofHandler
                ? Failure.deadlineExceeded(request, server, sent.outcome())
                : sent;
    }

    private static Failure unavailable(Request request, String what, Outcome outcome) {
        return ofCall(Status.UNAVAILABLE, outcome, request, what);
    }

    private static Failure ofCall(Status status, Outcome outcome, Request request, String what) {
        return Failure.of(status, outcome, request.method() + ": " + what + ". " + outcome.sentence());
    }
}
