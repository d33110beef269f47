package io.volant.rpc.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** {@code docs/protocol.md} as tests read it. */
final class ProtocolDocument {
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w+) (G-[A-Z]+-\\d+)\\n(.*?)^```$");

    private final String text;

    private ProtocolDocument(String text) {
        this.text = text;
    }

    static ProtocolDocument read() {
        try {
            return new ProtocolDocument(Files.readString(Path.of("..", "docs", "protocol.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text() {
        return text;
    }

    /** The examples in hex by id: lower case, without spaces and comments. */
    Map<String, String> hexExamples() {
        Map<String, String> examples = new LinkedHashMap<>();
        fences("hex")
                .forEach((id, body) ->
                        examples.put(id, body.replaceAll("#.*", "").replaceAll("\\s", "")));
        return examples;
    }

    /** The examples that are text, by id. */
    Map<String, String> textExamples() {
        return fences("text");
    }

    private Map<String, String> fences(String language) {
        Map<String, String> found = new LinkedHashMap<>();
        for (MatchResult fence : FENCE.matcher(text).results().toList()) {
            if (fence.group(1).equals(language) && found.put(fence.group(2), fence.group(3)) != null) {
                throw new IllegalStateException(fence.group(2) + " twice in docs/protocol.md");
            }
        }
        return found;
    }
}
