package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the time of one call went. Each side measured its part on its own clock, so that no clocks are compared. Immutable.
 *
 * <p>As text it is one line, {@code total 212 ms: encode 0.1, client queue 3, wire 4.1, server queue 180, execute 24.6, decode 0.2},
 * in milliseconds: with two decimals below 1, with one below 1,000, zeros at the end left out.
 *
 * @param total from the stub to the end of the call, or to now while it has not ended
 * @param phases those that are known, in the order in which a call passes them; of a call that made one attempt they sum up to the
 *     total, unless the answer came from elsewhere than a connection
 */
public record CallTimeline(Duration total, Map<Phase, Duration> phases) {
    /** Stands for a number of microseconds that nobody measured. */
    public static final int UNKNOWN = -1;

    /** A part of the way of a call. */
    public enum Phase {
        /** The arguments were encoded, and there was room for them. */
        ENCODE("encode"),
        /** The call waited for its connection, or for its turn there, until its first byte was written. */
        CLIENT_QUEUE("client queue"),
        /** Request and answer were under way: what is left between sending and answer when the server's part is taken away. */
        WIRE("wire"),
        /** It waited at the server until its handler began, or until it was dropped. */
        SERVER_QUEUE("server queue"),
        /** Arguments were decoded, the handler ran, the result was encoded. */
        EXECUTE("execute"),
        /** The three together, where the server does not say how long it waited and ran. */
        WIRE_AND_SERVER("wire and server"),
        /** It was sent, and no answer came. */
        UNANSWERED("without an answer"),
        /** The answer went from the socket to the caller's thread and was decoded. */
        DECODE("decode");

        private final String words;

        Phase(String words) {
            this.words = words;
        }
    }

    public CallTimeline {
        requireNonNull(total, "total");
        Map<Phase, Duration> sorted = new EnumMap<>(Phase.class);
        sorted.putAll(phases);
        phases = Collections.unmodifiableMap(sorted);
    }

    /** What is known now of the way of {@code request}, which {@code response} answers; for interceptors of clients. */
    public static CallTimeline of(Request request, Response response) {
        return of(request, response, request.elapsedNanos());
    }

    static CallTimeline of(Request request, Response response, long totalNanos) {
        return new CallTimeline(nanos(totalNanos), new Readings(request, response, totalNanos).phases());
    }

    /** How long the phase lasted; empty when that is not known. */
    public Optional<Duration> phase(Phase phase) {
        return Optional.ofNullable(phases.get(phase));
    }

    @Override
    public String toString() {
        String parts = phases.entrySet().stream()
                .map(part -> part.getKey().words + " " + millis(part.getValue()))
                .collect(Collectors.joining(", "));
        return "total " + millis(total) + " ms" + (parts.isEmpty() ? "" : ": " + parts);
    }

    /** The phases in a clause, without the total: {@code encode 0.2 ms, client queue 1.1 ms, then 198.7 ms without an answer}. */
    String clause() {
        return phases.entrySet().stream()
                .map(part -> part.getKey() == Phase.UNANSWERED
                        ? "then " + millis(part.getValue()) + " ms " + part.getKey().words
                        : part.getKey().words + " " + millis(part.getValue()) + " ms")
                .collect(Collectors.joining(", "));
    }

    static String millis(Duration duration) {
        long micros = duration.toNanos() / 1_000;
        if (micros >= 999_950) {
            return Long.toString((micros + 500) / 1_000);
        }
        long hundredths = micros < 995 ? (micros + 5) / 10 : (micros + 50) / 100 * 10;
        String text = hundredths / 100 + "." + hundredths / 10 % 10 + hundredths % 10;
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }

    private static Duration nanos(long nanos) {
        return Duration.ofNanos(Math.max(0, nanos));
    }

    /** What was noted on the way, in nanoseconds from the start of the call. */
    private record Readings(Request request, Response response, long end) {
        Map<Phase, Duration> phases() {
            Map<Phase, Duration> known = new EnumMap<>(Phase.class);
            boolean stub = request.encodeMicros() != UNKNOWN; // or somebody who encodes before the call begins
            if (!stub && neverLeft()) {
                put(known, Phase.ENCODE, 0, end);
                return known;
            }
            long encoded = stub ? 1_000L * request.encodeMicros() : 0;
            if (stub) {
                put(known, Phase.ENCODE, 0, encoded);
            }
            if (response.sentMicros() != UNKNOWN) {
                long sent = 1_000L * response.sentMicros();
                put(known, Phase.CLIENT_QUEUE, encoded, sent);
                afterSending(known, sent);
            } else if (neverLeft()) {
                put(known, Phase.CLIENT_QUEUE, encoded, end);
            } else if (!response.isSuccess() && response.failure().outcome() == Outcome.UNKNOWN) {
                put(known, Phase.UNANSWERED, encoded, end);
            }
            return known;
        }

        private boolean neverLeft() {
            return !response.isSuccess() && response.failure().outcome() == Outcome.NOT_SENT;
        }

        private void afterSending(Map<Phase, Duration> known, long sent) {
            if (response.answeredMicros() == UNKNOWN) {
                put(known, Phase.UNANSWERED, sent, end);
                return;
            }
            long answered = 1_000L * response.answeredMicros();
            if (response.executeMicros() == UNKNOWN) {
                put(known, Phase.WIRE_AND_SERVER, sent, answered);
            } else {
                long queued = 1_000L * response.queueMicros();
                long ran = 1_000L * response.executeMicros();
                put(known, Phase.WIRE, sent + queued + ran, answered);
                put(known, Phase.SERVER_QUEUE, 0, queued);
                put(known, Phase.EXECUTE, 0, ran);
            }
            put(known, Phase.DECODE, answered, end);
        }

        private static void put(Map<Phase, Duration> known, Phase phase, long from, long to) {
            known.put(phase, nanos(to - from));
        }
    }
}
