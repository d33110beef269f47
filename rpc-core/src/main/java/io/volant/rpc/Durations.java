package io.volant.rpc;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the durations of annotations: {@code 200ms}, {@code 5s}, {@code 1m}. */
final class Durations {
    private static final Pattern FORMAT = Pattern.compile("([0-9]{1,9})(ms|s|m)");

    private static final Duration LONGEST =
            Duration.ofNanos(Long.MAX_VALUE / 4); // 73 years: still fits behind any tick

    private Durations() {}

    /** Nanoseconds of a duration, of those beyond 73 years too many to wait for. */
    static long nanos(Duration duration) {
        return duration.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : duration.toNanos();
    }

    static Duration parse(String text) {
        Matcher matcher = FORMAT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" (expected: a number and ms, s or m, such as \"200ms\")");
        }
        long amount = Long.parseLong(matcher.group(1));
        Duration duration = switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
        if (duration.isZero()) {
            throw new IllegalArgumentException("\"" + text + "\" (expected: more than 0)");
        }
        return duration;
    }
}
