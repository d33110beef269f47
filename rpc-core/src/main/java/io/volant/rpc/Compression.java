package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * When bodies are compressed, and by what. Immutable.
 *
 * @param compressors those this side can read, best first; it writes the first one that the peer can read
 * @param above bodies of at most this many bytes are sent as they are
 */
public record Compression(List<Compressor> compressors, int above) {
    private static final Compression NONE = new Compression(List.of(), Integer.MAX_VALUE);

    public Compression {
        compressors = List.copyOf(compressors);
        if (above < 0) {
            throw new IllegalArgumentException("above: " + above + " (expected: >= 0)");
        }
    }

    /** Neither writes nor reads compressed bodies. */
    public static Compression none() {
        return NONE;
    }

    /** Reads what {@code compressor} wrote, writes nothing compressed. */
    public static Compression readOnly(Compressor compressor) {
        return new Compression(List.of(requireNonNull(compressor, "compressor")), Integer.MAX_VALUE);
    }
}
