package io.volant.rpc.benchmarks.compare;

import io.volant.rpc.benchmarks.system.Leash;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Builds the peers that are missing or older than their sources: a Maven build of its own, in which every peer is a module whose
 * libraries meet no others'. What comes of a module is {@code target/classes} and a class path in {@code target/classpath}.
 */
final class PeerBuild {
    private static final String CLASS_PATH = "target/classpath";
    private static final String SHARED = "proto"; // sources that several peers compile
    private static final String LOAD_JAR = "target/load.jar";

    private final Path peers;
    private final Path loadJar;

    /** Of the directory of {@code rpc-benchmarks}. */
    PeerBuild(Path benchmarks) {
        this.peers = benchmarks.resolve("peers").toAbsolutePath().normalize();
        this.loadJar = benchmarks.resolve(LOAD_JAR).toAbsolutePath().normalize();
    }

    /** The directory above the {@code target} that the classes or the jar of this program are in. */
    static Path ownDirectory() {
        Path path = Path.of(System.getProperty("java.class.path").split(File.pathSeparator, 2)[0])
                .toAbsolutePath();
        while (path != null && !path.endsWith("target")) {
            path = path.getParent();
        }
        if (path == null || path.getParent() == null) {
            throw new IllegalStateException("no checkout around " + System.getProperty("java.class.path")
                    + " (expected: a jar in rpc-benchmarks/target)");
        }
        return path.getParent();
    }

    /** Builds what has to be built; what fails is missing afterwards, with its reason in {@link #failure}. */
    void build(List<String> names, PrintStream progress) throws IOException, InterruptedException {
        List<String> stale = names.stream().filter(name -> !isFresh(name)).toList();
        if (stale.isEmpty()) {
            return;
        }
        if (!Files.exists(loadJar)) {
            throw new IllegalStateException(
                    loadJar + " is missing (expected: made by ./volant compare or mvn package)");
        }
        progress.println("building  " + String.join(", ", stale));
        for (String name : stale) {
            Files.deleteIfExists(classPathFile(name));
            Path log = log(name);
            Files.createDirectories(log.getParent());
            if (!runMaven(name, log)) {
                Files.deleteIfExists(classPathFile(name));
                progress.println("          " + name + " failed: " + failure(name));
            }
        }
    }

    private boolean runMaven(String name, Path log) throws IOException, InterruptedException {
        List<String> command = List.of(
                "mvn",
                "-B",
                "-ntp",
                "-Dstyle.color=never",
                "-f",
                peers.resolve("pom.xml").toString(),
                "-pl",
                name,
                "package",
                "-Dvolant.load.jar=" + loadJar);
        try {
            Process maven = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Leash leash = Leash.of(maven);
            try (leash) {
                maven.getOutputStream().close();
                return maven.waitFor() == 0;
            }
        } catch (IOException e) {
            Files.writeString(log, "[ERROR] " + e.getMessage());
            return false;
        }
    }

    boolean isBuilt(String name) {
        return Files.exists(classPathFile(name));
    }

    /** What Maven said first of what went wrong. */
    String failure(String name) throws IOException {
        return Files.readAllLines(log(name)).stream()
                        .filter(line -> line.startsWith("[ERROR]"))
                        .findFirst()
                        .orElse("Maven failed")
                        .replace("[ERROR] ", "")
                + " (" + log(name) + ")";
    }

    /** The load programs first, so that theirs are the classes that all systems are measured with. */
    String classPath(String name) {
        return String.join(
                File.pathSeparator,
                loadJar.toString(),
                peers.resolve(name).resolve("target/classes").toString(),
                read(classPathFile(name)).strip());
    }

    /** The names of the peer's own jars, which end in their versions, and of its Netty. */
    List<String> versions(String name, String prefix) {
        return Arrays.stream(read(classPathFile(name)).strip().split(File.pathSeparator))
                .map(jar -> Path.of(jar).getFileName().toString().replaceAll("\\.jar$", ""))
                .filter(jar -> jar.matches("(" + prefix + "|netty-all|netty-transport)-\\d.*"))
                .sorted()
                .toList();
    }

    private boolean isFresh(String name) {
        try {
            if (!Files.exists(classPathFile(name)) || !Files.exists(loadJar)) {
                return false;
            }
            FileTime built = Files.getLastModifiedTime(classPathFile(name));
            boolean current = Stream.of(
                            peers.resolve("pom.xml"), peers.resolve(name).resolve("pom.xml"), loadJar)
                    .allMatch(file -> modified(file).compareTo(built) <= 0);
            return current
                    && isOlder(peers.resolve(name).resolve("src"), built)
                    && isOlder(peers.resolve(SHARED), built);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether all files below, if any, are at most this old. */
    private static boolean isOlder(Path directory, FileTime built) throws IOException {
        if (!Files.exists(directory)) {
            return true;
        }
        try (Stream<Path> sources = Files.walk(directory)) {
            return sources.allMatch(file -> modified(file).compareTo(built) <= 0);
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path classPathFile(String name) {
        return peers.resolve(name).resolve(CLASS_PATH);
    }

    private Path log(String name) {
        return peers.resolve("target").resolve(name + ".log");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
