package io.volant.rpc.serialization;

import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A constructor that can rebuild a value from its fields.
 *
 * @param sources what each parameter is given: the field of that index, {@link #MESSAGE} or {@link #CAUSE}
 */
record Candidate(Constructor<?> constructor, List<Integer> sources) {
    /** The message of an exception. */
    static final int MESSAGE = -1;

    /** The cause of an exception, which does not travel: null. */
    static final int CAUSE = -2;

    /** The better one last: it keeps the message, takes more fields, and leaves the cause alone. */
    static final Comparator<Candidate> BY_WORTH = Comparator.comparing((Candidate c) -> c.takes(MESSAGE))
            .thenComparing(c -> c.sources.stream().filter(s -> s >= 0).count())
            .thenComparing(c -> !c.takes(CAUSE));

    Candidate {
        sources = List.copyOf(sources);
    }

    boolean takes(int source) {
        return sources.contains(source);
    }

    /** {@code Money(BigDecimal amount, Currency currency)}, or without names when the class file has none. */
    static String describe(Constructor<?> constructor) {
        return Arrays.stream(constructor.getParameters())
                .map(p -> p.getType().getSimpleName() + (p.isNamePresent() ? " " + p.getName() : ""))
                .collect(
                        Collectors.joining(", ", constructor.getDeclaringClass().getSimpleName() + "(", ")"));
    }

    static boolean hasNames(Constructor<?> constructor) {
        return Arrays.stream(constructor.getParameters()).allMatch(Parameter::isNamePresent);
    }
}
