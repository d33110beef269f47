package io.volant.rpc.cluster.discovery;

import io.volant.rpc.PeerText;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an instance has to be, wherever it comes from, so that it can be connected to, logged and handed on. */
public final class InstanceRules {
    private static final int MOST_HOST_CHARS = 255;
    private static final int MOST_CHARS = 200;
    private static final int MOST_LABELS = 64;
    private static final int MOST_VALUE_CHARS = 1_000;
    private static final Pattern WILDCARD = Pattern.compile("\\*|[0:.]+"); // 0.0.0.0 and :: in all their spellings

    private InstanceRules() {}

    /** What is wrong with it, as a clause fit for a line of a log; empty when nothing is. */
    public static Optional<String> fault(Instance instance) {
        String host = instance.endpoint().host();
        if (host.length() > MOST_HOST_CHARS
                || !isPlain(host)
                || (!instance.endpoint().isUnix() && hasSpace(host))) {
            return fault("host", host, "at most " + MOST_HOST_CHARS + " characters, none of them a space or a control");
        }
        if (isWildcard(host)) {
            return fault("host", host, "an address of one machine, not all of them");
        }
        if (!isText(instance.id(), MOST_CHARS)) {
            return fault("id", instance.id(), "at most " + MOST_CHARS + " characters, no controls");
        }
        if (!isText(instance.zone(), MOST_CHARS)) {
            return fault("zone", instance.zone(), "at most " + MOST_CHARS + " characters, no controls");
        }
        if (instance.labels().size() > MOST_LABELS) {
            return fault("labels", String.valueOf(instance.labels().size()), "at most " + MOST_LABELS);
        }
        for (Map.Entry<String, String> label : instance.labels().entrySet()) {
            if (label.getKey().isEmpty() || !isText(label.getKey(), MOST_CHARS)) {
                return fault("label", label.getKey(), "a name of 1 to " + MOST_CHARS + " characters, no controls");
            }
            if (!isText(label.getValue(), MOST_VALUE_CHARS)) {
                String what = "label." + PeerText.oneLine(label.getKey());
                return fault(what, label.getValue(), "at most " + MOST_VALUE_CHARS + " characters, no controls");
            }
        }
        return Optional.empty();
    }

    /**
     * The instance itself.
     *
     * @throws IllegalArgumentException if something is wrong with it
     */
    public static Instance check(Instance instance) {
        fault(instance).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
        return instance;
    }

    /**
     * The name of a service itself, {@code name:version}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static String checkService(String service) {
        int colon = service.indexOf(':');
        if (colon < 1 || colon == service.length() - 1 || !isText(service, MOST_CHARS) || hasSpace(service)) {
            throw new IllegalArgumentException(
                    fault("service", service, "name:version of at most " + MOST_CHARS + " characters, no controls")
                            .orElseThrow());
        }
        return service;
    }

    /** Whether it stands for every address of a machine, in whatever spelling. */
    static boolean isWildcard(String host) {
        return WILDCARD.matcher(host).matches();
    }

    private static Optional<String> fault(String what, String value, String expected) {
        return Optional.of(what + ": \"" + PeerText.oneLine(value) + "\" (expected: " + expected + ")");
    }

    private static boolean isText(String text, int mostChars) {
        return text.length() <= mostChars && isPlain(text);
    }

    private static boolean isPlain(String text) {
        return text.chars().noneMatch(InstanceRules::isControl);
    }

    private static boolean hasSpace(String text) {
        return text.chars().anyMatch(Character::isSpaceChar);
    }

    private static boolean isControl(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
