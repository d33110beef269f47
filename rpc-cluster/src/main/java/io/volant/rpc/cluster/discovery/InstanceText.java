package io.volant.rpc.cluster.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.volant.rpc.Endpoint;
import io.volant.rpc.PeerText;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * An instance as one line of text: its address, and behind it what else is said of it.
 *
 * <pre>
 * 10.0.0.1:9090 id=node-1 epoch=1764144000000 weight=50 zone=a label.version=2
 * </pre>
 *
 * The parts are separated by spaces; a space, a control, a {@code %}, {@code =} or {@code #} in a part is written as its UTF-8 bytes,
 * each as {@code %} and two hexadecimal digits. What is not said is as {@link Instance#of} has it.
 */
public final class InstanceText {
    private static final String LABEL = "label.";
    private static final Pattern SPACES = Pattern.compile("[ \t]+");

    private InstanceText() {}

    /**
     * Writes an instance.
     *
     * @throws IllegalArgumentException if {@link InstanceRules} have something against it
     */
    public static String format(Instance instance) {
        InstanceRules.check(instance);
        StringBuilder line = new StringBuilder(escape(instance.endpoint().toString()));
        append(line, "id", instance.id(), "");
        append(line, "epoch", String.valueOf(instance.epoch()), "0");
        append(line, "weight", String.valueOf(instance.weight()), String.valueOf(Instance.WEIGHT));
        append(line, "zone", instance.zone(), "");
        new TreeMap<>(instance.labels())
                .forEach((name, value) -> line.append(' ')
                        .append(LABEL)
                        .append(escape(name))
                        .append('=')
                        .append(escape(value)));
        return line.toString();
    }

    private static void append(StringBuilder line, String name, String value, String unsaid) {
        if (!value.equals(unsaid)) {
            line.append(' ').append(name).append('=').append(escape(value));
        }
    }

    /**
     * Reads what a person wrote, and refuses every name that it does not know.
     *
     * @throws IllegalArgumentException if it is no instance, naming the part and what was expected
     */
    public static Instance parse(String line) {
        return parse(line, true);
    }

    /** As {@link #parse}, but passes over names that it does not know: those of a later version. */
    public static Instance parseTolerant(String line) {
        return parse(line, false);
    }

    private static Instance parse(String line, boolean strict) {
        String[] parts = SPACES.split(line.strip(), -1);
        Instance instance = Instance.of(Endpoint.parse(unescape(parts[0])));
        Map<String, String> labels = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            String name = equals < 0 ? parts[i] : parts[i].substring(0, equals);
            String value = equals < 0 ? "" : unescape(parts[i].substring(equals + 1));
            if (equals < 0 || !seen.add(name)) {
                throw wrong(parts[i], equals < 0 ? "name=value" : name + " once");
            }
            if (name.startsWith(LABEL)) {
                labels.put(unescape(name.substring(LABEL.length())), value);
            } else {
                instance = with(instance, name, value, strict);
            }
        }
        return InstanceRules.check(instance.withLabels(labels));
    }

    private static Instance with(Instance instance, String name, String value, boolean strict) {
        return switch (name) {
            case "id" -> instance.withId(value, instance.epoch());
            case "epoch" -> instance.withId(instance.id(), number(name, value, Long.MIN_VALUE, Long.MAX_VALUE));
            case "weight" -> instance.withWeight((int) number(name, value, 1, Instance.MAX_WEIGHT));
            case "zone" -> instance.withZone(value);
            default -> {
                if (strict) {
                    throw wrong(name + "=" + value, "id=, epoch=, weight=, zone= or label.NAME=");
                }
                yield instance;
            }
        };
    }

    private static long number(String name, String value, long least, long most) {
        IllegalArgumentException wrong = wrong(name + "=" + value, "a whole number, " + least + ".." + most);
        if (!value.matches("-?[0-9]{1,19}")) {
            throw wrong;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
            throw wrong;
        } catch (NumberFormatException tooLarge) {
            throw wrong;
        }
    }

    private static IllegalArgumentException wrong(String part, String expected) {
        return new IllegalArgumentException("\"" + PeerText.oneLine(part) + "\" (expected: " + expected + ")");
    }

    /** Text as one part of a line. */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c > ' ' && c < 0x7f && "%=#".indexOf(c) < 0) {
                escaped.append((char) c);
            } else if (c > 0xa0 && Character.isLetterOrDigit(c)) {
                escaped.appendCodePoint(c);
            } else {
                for (byte each : Character.toString(c).getBytes(UTF_8)) {
                    escaped.append(String.format("%%%02x", each));
                }
            }
        });
        return escaped.toString();
    }

    /**
     * The text that {@link #escape} made a part of.
     *
     * @throws IllegalArgumentException if it made no such part
     */
    public static String unescape(String part) {
        if (part.indexOf('%') < 0) {
            return part;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(part.length());
        for (int i = 0; i < part.length(); i++) {
            if (part.charAt(i) != '%') {
                int end = part.offsetByCodePoints(i, 1);
                bytes.writeBytes(part.substring(i, end).getBytes(UTF_8));
                i = end - 1;
            } else if (part.substring(i).matches("%[0-9a-fA-F]{2}.*")) {
                bytes.write(Integer.parseInt(part.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                throw wrong(part, "two hexadecimal digits behind each %");
            }
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(wrong(part, "UTF-8").getMessage(), e);
        }
    }
}
