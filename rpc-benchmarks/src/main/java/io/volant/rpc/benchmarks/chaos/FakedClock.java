package io.volant.rpc.benchmarks.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * JVMs whose wall clock this one sets, by libfaketime, which reads its distance from the true one in a file. {@code System.nanoTime()} stays
 * true, as it does when somebody sets the clock of a machine.
 */
final class FakedClock implements Surroundings {
    private static final String LIBRARY = "faketime/libfaketimeMT.so.1";
    private static final List<Path> ROOTS =
            List.of(Path.of("/usr/lib"), Path.of("/usr/lib64"), Path.of("/usr/local/lib"));

    private final Path library;
    private final Path distance;

    private FakedClock(Path library, Path distance) {
        this.library = library;
        this.distance = distance;
    }

    static Optional<String> missing() {
        return library().isPresent()
                ? Optional.empty()
                : Optional.of("libfaketime is not installed, apt-get install libfaketime");
    }

    static FakedClock in(Path directory) {
        FakedClock clock = new FakedClock(
                library().orElseThrow(() -> new IllegalStateException("libfaketime is not installed")),
                directory.resolve("clock"));
        clock.set(Duration.ZERO);
        return clock;
    }

    /** Whether it is there, in one of the directories for libraries or in that of an architecture below. */
    private static Optional<Path> library() {
        for (Path root : ROOTS) {
            if (Files.isReadable(root.resolve(LIBRARY))) {
                return Optional.of(root.resolve(LIBRARY));
            }
            if (!Files.isDirectory(root)) {
                continue;
            }
            try (DirectoryStream<Path> below = Files.newDirectoryStream(root, Files::isDirectory)) {
                for (Path directory : below) {
                    if (Files.isReadable(directory.resolve(LIBRARY))) {
                        return Optional.of(directory.resolve(LIBRARY));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Optional.empty();
    }

    /** The wall clocks go wrong by so much, within a second. */
    void set(Duration wrong) {
        try {
            Path next =
                    Files.writeString(distance.resolveSibling("clock.next"), String.format("%+d%n", wrong.toSeconds()));
            Files.move(next, distance, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> launcher(int server) {
        return List.of(
                "env",
                "LD_PRELOAD=" + library,
                "FAKETIME_TIMESTAMP_FILE=" + distance,
                "FAKETIME_CACHE_DURATION=1",
                "FAKETIME_DONT_FAKE_MONOTONIC=1",
                "DONT_FAKE_MONOTONIC=1", // as older versions call it
                "FAKETIME_FORCE_MONOTONIC_FIX=0", // with it, timed waits by the monotonic clock end at once, and JVMs
                // spin
                "NO_FAKE_STAT=1");
    }

    @Override
    public String host(int server) {
        return PLAIN.host(server);
    }

    /** The file goes with the directory of the trial. */
    @Override
    public void close() {}
}
