package io.volant.rpc.cluster.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file with one server per line, as {@link InstanceText} has it; empty lines, and those that begin with {@code #}, say nothing.
 *
 * <p>It is whole or not read: every line ends with a line end, also the last one, and the file is the same before and after it was
 * read. Only a file that has changed is read, and after every change twice, since the time of a change may be too coarse for two.
 */
final class InstanceFile implements PolledSource.Reading {
    /** How often the file is looked at. */
    static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final long MOST_BYTES = 64 << 20;

    /** What differs between two states of a file. */
    private record State(FileTime modified, long bytes, Optional<Object> key) {}

    private final Path file;
    private @Nullable State read; // confined to the one reader, as all below
    private boolean readTwice;
    private List<Instance> instances = List.of();

    InstanceFile(Path file) {
        this.file = file;
    }

    @Override
    public List<Instance> read() throws IOException {
        State present = state();
        boolean same = present.equals(read);
        if (same && readTwice) {
            return instances;
        }
        read = null; // should this fail, the next one begins anew
        List<Instance> all = parse(text(present));
        if (!state().equals(present)) {
            throw new IOException(file + " changed while it was read");
        }
        read = present;
        readTwice = same;
        instances = all.equals(instances) ? instances : all;
        return instances;
    }

    private State state() throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return new State(now.lastModifiedTime(), now.size(), Optional.ofNullable(now.fileKey()));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private String text(State present) throws IOException {
        if (present.bytes() > MOST_BYTES) {
            throw new IOException(file + " has " + present.bytes() + " bytes (expected: at most " + MOST_BYTES + ")");
        }
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private IOException unreadable(IOException e) {
        String why = e instanceof NoSuchFileException
                ? "does not exist"
                : e instanceof AccessDeniedException
                        ? "may not be read by this process"
                        : e instanceof CharacterCodingException ? "is not UTF-8" : "cannot be read: " + e.getMessage();
        return new IOException(file + " " + why, e);
    }

    private List<Instance> parse(String text) throws IOException {
        if (!text.isEmpty() && !text.endsWith("\n")) {
            throw new IOException(file + ", line " + text.lines().count() + ": \""
                    + text.substring(text.lastIndexOf('\n') + 1)
                    + "\" has no line end (expected: one, as a sign that the file is whole)");
        }
        List<Instance> all = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            try {
                all.add(InstanceText.parse(line));
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ", line " + number + ": " + e.getMessage(), e);
            }
        }
        return all;
    }
}
