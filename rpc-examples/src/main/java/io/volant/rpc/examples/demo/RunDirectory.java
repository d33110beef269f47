package io.volant.rpc.examples.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where one run keeps its records and logs; removed with the run, also when that is interrupted, unless it is kept. */
final class RunDirectory implements AutoCloseable {
    private final Path path;
    private final Thread hook;
    private volatile boolean kept;

    private RunDirectory(Path path) {
        this.path = path;
        this.hook = new Thread(this::remove, "remove-run-directory");
    }

    static RunDirectory create() throws IOException {
        RunDirectory directory = new RunDirectory(Files.createTempDirectory("volant-run-"));
        Runtime.getRuntime().addShutdownHook(directory.hook);
        return directory;
    }

    /** How the client's calls ended. */
    Path clientRecord() {
        return path.resolve("client.record");
    }

    /** What a server executed. */
    Path serverRecord(String name) {
        return path.resolve("server-" + name + ".record");
    }

    /** The calls that failed. */
    Path clientLog() {
        return path.resolve("client.log");
    }

    /** What a process said on standard error. */
    Path log(String process) {
        return path.resolve(process + ".log");
    }

    /** What the registry keeps. */
    Path data() {
        return path.resolve("registry");
    }

    /** Leaves it there for whoever wants to look. */
    void keep() {
        kept = true;
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // this JVM is ending: the hook finds nothing left
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private void remove() {
        if (kept || !Files.exists(path)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(path)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path entry : deepestFirst) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException | UncheckedIOException e) {
            // somebody still writes there: what is left is the system's to clear, as all temporary files are
        }
    }
}
