package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.contract.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The compiler of a JDK that is installed here. */
record Javac(int major, Path home) {
    private static final int OLDEST = 17;
    private static final long PATIENCE_SECONDS = 120;

    /** That of the JDK which runs the test. */
    static Javac running() {
        return new Javac(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
    }

    /** One of each other major version from 17 on, where JDKs are commonly installed. */
    static List<Javac> others() {
        Map<Integer, Javac> found = new TreeMap<>(Collections.reverseOrder());
        List<Path> places = new ArrayList<>(
                List.of(Path.of("/usr/lib/jvm"), running().home().resolve("..")));
        String javaHome = System.getenv("JAVA_HOME");
        if (javaHome != null && !javaHome.isEmpty()) {
            places.add(Path.of(javaHome, ".."));
        }
        for (Path place : places) {
            for (Path home : children(place)) {
                int major = major(home);
                if (major >= OLDEST && major != running().major() && Files.isExecutable(home.resolve("bin/javac"))) {
                    found.putIfAbsent(major, new Javac(major, home));
                }
            }
        }
        return List.copyOf(found.values());
    }

    private static List<Path> children(Path directory) {
        List<Path> children = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
                all.forEach(children::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return children;
    }

    /** The major version that the file {@code release} of a JDK states, or 0. */
    private static int major(Path home) {
        Path release = home.resolve("release");
        if (!Files.isRegularFile(release)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(release)) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION=\""))
                    .map(line -> line.substring("JAVA_VERSION=\"".length()).split("[^0-9]", 2)[0])
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The classes of one source file by their names, compiled into an empty directory. */
    Map<String, byte[]> compile(Path source, Path directory, String... options) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/javac").toString(), "-J-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-proc:none", "-d", directory.toString(), "-classpath", Sources.classPath()));
        command.addAll(Arrays.asList(options));
        command.add(source.toString());
        Path log = directory.resolveSibling(directory.getFileName() + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("an end of %s", this)
                .isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        Map<String, byte[]> classes = new HashMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = directory
                        .relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), ".");
                classes.put(name.substring(0, name.length() - ".class".length()), Files.readAllBytes(file));
            }
        }
        return classes;
    }

    @Override
    public String toString() {
        return "javac " + major;
    }
}
