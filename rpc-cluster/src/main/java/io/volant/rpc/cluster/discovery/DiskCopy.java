package io.volant.rpc.cluster.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.volant.rpc.PeerText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last good list of one service, in a file that is whole or the one before it. Thread-safe; nothing here blocks its caller.
 *
 * <pre>
 * volant-instances 1 shop.Orders:1
 * 10.0.0.1:9090 weight=50
 * end 1
 * </pre>
 */
abstract class DiskCopy {
    private static final Logger log = LoggerFactory.getLogger(DiskCopy.class);

    /** In {@code directories}, of which there is one or none. */
    static DiskCopy in(List<Path> directories, String service, Surroundings around) {
        if (directories.isEmpty()) {
            return new None();
        }
        String name = InstanceText.escape(service).replace("/", "%2f").replace(":", "@");
        return new InFile(directories.get(0).resolve(name + ".instances"), service, around);
    }

    /** Gives {@code to} the list, on another thread, where there is a whole one. */
    abstract void read(Consumer<List<Instance>> to);

    /** Writes the list soon, unless another one comes before. */
    abstract void write(List<Instance> instances);

    private static final class None extends DiskCopy {
        @Override
        void read(Consumer<List<Instance>> to) {
            // nothing was kept
        }

        @Override
        void write(List<Instance> instances) {
            // nothing is kept
        }
    }

    private static final class InFile extends DiskCopy {
        private final Path file;
        private final String head;
        private final Surroundings around;
        private final AtomicReference<@Nullable List<Instance>> next = new AtomicReference<>();
        private final SequentialExecutor writing = new SequentialExecutor(Runnable::run);

        InFile(Path file, String service, Surroundings around) {
            this.file = file;
            this.head = "volant-instances 1 " + service;
            this.around = around;
        }

        @Override
        void read(Consumer<List<Instance>> to) {
            block(() -> {
                try {
                    to.accept(parse(Files.readAllLines(file, UTF_8)));
                } catch (NoSuchFileException e) {
                    log.debug("event=discovery_copy_missing file={}", file);
                } catch (IOException | IllegalArgumentException e) {
                    log.warn("event=discovery_copy_unreadable file={} reason=\"{}\"", file, text(e));
                }
            });
        }

        private List<Instance> parse(List<String> lines) {
            int count = lines.size() - 2;
            if (count < 0 || !lines.get(0).equals(head) || !lines.get(count + 1).equals("end " + count)) {
                throw new IllegalArgumentException(lines.size() + " lines (expected: \"" + head
                        + "\", the instances, and \"end\" with their number)");
            }
            List<Instance> instances = new ArrayList<>(count);
            for (String line : lines.subList(1, count + 1)) {
                instances.add(InstanceText.parseTolerant(line));
            }
            return instances;
        }

        @Override
        void write(List<Instance> instances) {
            if (next.getAndSet(instances) == null) {
                block(() -> writing.execute(this::writeNext));
            }
        }

        private void writeNext() {
            List<Instance> instances = next.getAndSet(null);
            if (instances == null) {
                return;
            }
            StringBuilder text = new StringBuilder(head).append('\n');
            instances.forEach(
                    instance -> text.append(InstanceText.format(instance)).append('\n'));
            text.append("end ").append(instances.size()).append('\n');
            try {
                replace(ByteBuffer.wrap(text.toString().getBytes(UTF_8)));
            } catch (IOException e) {
                around.warnings().warn(log, "event=discovery_copy_unwritten file={} reason=\"{}\"", file, text(e));
            }
        }

        private void replace(ByteBuffer text) throws IOException {
            Path directory = Files.createDirectories(file.toAbsolutePath().getParent());
            Path whole = Files.createTempFile(directory, file.getFileName().toString(), ".part");
            try {
                try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
                    while (text.hasRemaining()) {
                        channel.write(text);
                    }
                    channel.force(true);
                }
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(whole);
            }
        }

        private void block(Runnable task) {
            try {
                around.blocking().execute(task);
            } catch (RejectedExecutionException e) {
                log.debug("event=discovery_copy_too_late file={}", file); // the runtime is closed
            }
        }

        private static String text(Exception e) {
            return PeerText.oneLine(String.valueOf(e));
        }
    }
}
