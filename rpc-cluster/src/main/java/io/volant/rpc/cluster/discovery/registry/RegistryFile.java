package io.volant.rpc.cluster.discovery.registry;

import io.volant.rpc.cluster.discovery.InstanceText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/*
 * Text, UTF-8; no field can hold a tab or the end of a line, because no name may:
 *
 *   volant-registry/1 CRC                  CRC-32 of all lines that follow, in hex
 *   LEASE REVISION INSTANCE SERVICE...     for each lease, with tabs between; INSTANCE as InstanceText writes it
 */

/** The entries of a registry on disk, replaced as a whole, so that there is always a whole one. Confined to one thread. */
final class RegistryFile {
    private static final String HEAD = "volant-registry/1 ";
    private static final int FIXED = 3; // fields before the services

    private final Path file;

    RegistryFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /**
     * What was written last; nothing where there is no file yet.
     *
     * @throws IOException if there is one that cannot be read or is no such file, saying which and why
     */
    List<LeaseRequest> read() throws IOException {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            return List.of();
        }
        int end = text.indexOf('\n');
        String head = end < 0 ? text : text.substring(0, end);
        String body = text.substring(end + 1);
        if (!head.equals(HEAD + checksum(body))) {
            throw new IOException(
                    file + ": \"" + cut(head) + "\" (expected: " + HEAD.strip() + " and the checksum of what follows)");
        }
        List<LeaseRequest> entries = new ArrayList<>();
        for (String line : body.lines().toList()) {
            try {
                entries.add(entry(line));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new IOException(file + ": entry " + (entries.size() + 1) + ": " + e.getMessage(), e);
            }
        }
        return entries;
    }

    /** Replaces the file. */
    void write(List<LeaseRequest> entries) throws IOException {
        StringBuilder body = new StringBuilder();
        entries.forEach(entry -> body.append(line(entry)).append('\n'));
        String text = HEAD + checksum(body.toString()) + "\n" + body;
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true); // before it takes the name of the last whole one
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String line(LeaseRequest entry) {
        List<String> fields = new ArrayList<>(List.of(
                Long.toString(entry.lease()),
                Long.toString(entry.revision()),
                InstanceText.format(entry.server().instance())));
        fields.addAll(entry.services());
        return String.join("\t", fields);
    }

    private static LeaseRequest entry(String line) {
        List<String> fields = List.of(line.split("\t", -1));
        return new LeaseRequest(
                Long.parseLong(fields.get(0)),
                Long.parseLong(fields.get(1)),
                ServerEntry.of(InstanceText.parse(fields.get(2))),
                fields.subList(FIXED, fields.size()));
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }

    private static String cut(String head) {
        return head.length() > 60 ? head.substring(0, 60) + "…" : head;
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
