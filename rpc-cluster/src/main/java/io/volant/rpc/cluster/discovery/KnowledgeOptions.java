package io.volant.rpc.cluster.discovery;

import static java.util.Objects.requireNonNull;

import io.volant.rpc.Endpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client does with the lists of a source. Immutable.
 *
 * @param own where the client itself listens, to be left out of every list
 * @param copies the directory in which the last good list of each service is kept, one at most; without one it is not kept on disk
 */
public record KnowledgeOptions(List<Endpoint> own, List<Path> copies) {
    private static final KnowledgeOptions DEFAULTS = new KnowledgeOptions(List.of(), List.of());

    public KnowledgeOptions {
        own = List.copyOf(own);
        copies = List.copyOf(copies);
        if (copies.size() > 1) {
            throw new IllegalArgumentException("copies: " + copies + " (expected: at most one directory)");
        }
    }

    /** Nothing is left out, and nothing kept on disk. */
    public static KnowledgeOptions defaults() {
        return DEFAULTS;
    }

    /** Leaves out {@code endpoint} too, where the process of the client listens itself. */
    public KnowledgeOptions without(Endpoint endpoint) {
        List<Endpoint> all = new ArrayList<>(own);
        all.add(requireNonNull(endpoint, "endpoint"));
        return new KnowledgeOptions(all, copies);
    }

    /**
     * Keeps the last good list of each service in a file in {@code directory}, which is created where it is missing, and begins with
     * it for as long as the source says nothing.
     */
    public KnowledgeOptions withCopiesIn(Path directory) {
        return new KnowledgeOptions(own, List.of(requireNonNull(directory, "directory")));
    }
}
