package io.volant.rpc;

import java.util.List;

/**
 * Why two sides cannot call one method. Immutable.
 *
 * @param subject the type, or the method, that differs: {@code HelloRequest}
 * @param lines one difference each, from this side's view: {@code HelloRequest.name: String here, long there}
 */
public record SchemaDifference(String subject, List<String> lines) {
    public SchemaDifference {
        lines = List.copyOf(lines);
    }
}
