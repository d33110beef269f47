package io.volant.rpc.benchmarks.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The inputs of a target that are kept: its seeds, and the lines of {@code corpus/<target>.hex}, one input each, which found new
 * paths or faults once. A line may end in a remark behind {@code #}.
 */
public final class Corpus {
    private static final HexFormat HEX = HexFormat.of();

    private Corpus() {}

    static List<byte[]> of(FuzzTarget target) {
        List<byte[]> inputs = new ArrayList<>(target.seeds());
        text(target)
                .lines()
                .map(line -> line.replaceAll("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .map(HEX::parseHex)
                .forEach(inputs::add);
        return inputs;
    }

    /** The hellos among the inputs, as they go over a socket. */
    public static List<byte[]> hellos() {
        return withoutSteering(FuzzTarget.CLIENT_HELLO, 1);
    }

    /** The frames among the inputs, as they go over a socket behind a hello. */
    public static List<byte[]> frames() {
        return withoutSteering(FuzzTarget.FRAMES, 2);
    }

    private static List<byte[]> withoutSteering(FuzzTarget target, int bytes) {
        return of(target).stream()
                .filter(input -> input.length > bytes)
                .map(input -> Arrays.copyOfRange(input, bytes, input.length))
                .toList();
    }

    /** Writes every input to a file of its own, as the engine wants them. */
    static void write(FuzzTarget target, Path directory) throws IOException {
        Files.createDirectories(directory);
        int number = 0;
        for (byte[] input : of(target)) {
            Files.write(directory.resolve(String.format("kept-%04d", number++)), input);
        }
    }

    static String hex(byte[] input) {
        return HEX.formatHex(input);
    }

    /** Where the lines of a target are, seen from the root of the checkout. */
    static String file(FuzzTarget target) {
        return "rpc-benchmarks/src/main/resources/io/volant/rpc/benchmarks/fuzz/" + resource(target);
    }

    private static String resource(FuzzTarget target) {
        return "corpus/" + target.label() + ".hex";
    }

    private static String text(FuzzTarget target) {
        try (InputStream in = Corpus.class.getResourceAsStream(resource(target))) {
            if (in == null) {
                throw new IllegalStateException("corpus: no " + resource(target));
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
