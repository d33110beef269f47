package io.volant.rpc.cluster.discovery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.Endpoint;
import io.volant.rpc.FakeTime;
import io.volant.rpc.Warnings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceFileTest {
    private static final Instance A = Instance.of(new Endpoint("10.0.0.1", 9090));
    private static final Instance B = Instance.of(new Endpoint("10.0.0.2", 9090));

    @TempDir
    private Path directory;

    private Path file;
    private InstanceFile reading;

    @BeforeEach
    void name() {
        file = directory.resolve("servers");
        reading = new InstanceFile(file);
    }

    private void write(String text) throws IOException {
        Path next = Files.writeString(directory.resolve("next"), text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void everyLineIsAServer() throws IOException {
        write("# the servers\n\n10.0.0.1:9090\n 10.0.0.2:9090  weight=50 zone=b label.version=2 \r\n");

        assertThat(reading.read())
                .containsExactly(A, B.withWeight(50).withZone("b").withLabels(Map.of("version", "2")));
    }

    @Test
    void anUnchangedFileGivesTheSameList() throws IOException {
        write("10.0.0.1:9090\n");
        List<Instance> first = reading.read();

        assertThat(reading.read()).isSameAs(first);
        assertThat(reading.read()).isSameAs(first);
        write("10.0.0.2:9090\n");
        assertThat(reading.read()).containsExactly(B);
    }

    @Test
    void aSecondChangeWithinTheTickOfTheFileSystemIsSeen() throws IOException {
        FileTime tick = FileTime.from(Instant.ofEpochSecond(1_000));
        Files.writeString(file, "10.0.0.1:9090\n");
        Files.setLastModifiedTime(file, tick);
        assertThat(reading.read()).containsExactly(A);

        Files.writeString(file, "10.0.0.2:9090\n"); // in place, of the same length
        Files.setLastModifiedTime(file, tick);

        assertThat(reading.read()).containsExactly(B);
    }

    @Test
    void aBadLineIsNamedWithFileLineAndValue() throws IOException {
        write("10.0.0.1:9090\n10.0.0.2:0\n");

        assertThatThrownBy(reading::read)
                .isInstanceOf(IOException.class)
                .hasMessage(file + ", line 2: port: 0 (expected: 1..65535)");
        write("10.0.0.1:9090 wieght=5\n");
        assertThatThrownBy(reading::read)
                .hasMessage(file + ", line 1: \"wieght=5\" (expected: id=, epoch=, weight=, zone= or label.NAME=)");
    }

    @Test
    void aHalfWrittenFileIsNotRead() throws IOException {
        write("10.0.0.1:9090\n10.0.0.2:90");

        assertThatThrownBy(reading::read)
                .isInstanceOf(IOException.class)
                .hasMessage(file + ", line 2: \"10.0.0.2:90\" has no line end"
                        + " (expected: one, as a sign that the file is whole)");
    }

    @Test
    void whatCannotBeReadSaysWhy() throws IOException {
        assertThatThrownBy(reading::read).isInstanceOf(IOException.class).hasMessage(file + " does not exist");
        Files.write(file, "10.0.0.1:9090 zone=östlich\n".getBytes(ISO_8859_1));
        assertThatThrownBy(reading::read).isInstanceOf(IOException.class).hasMessage(file + " is not UTF-8");
        assertThatThrownBy(() -> new InstanceFile(directory).read())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(directory + " cannot be read: ");
    }

    @Test
    void aFailureIsToldAsOftenAsItIsTriedAndTheFileComesBack() throws Exception {
        FakeTime time = new FakeTime();
        Surroundings around = new Surroundings(time, time, Runnable::run, new Warnings(time));
        Told told = new Told();
        write("10.0.0.1:9090\n");
        PolledSource source = new PolledSource("file", reading, InstanceFile.INTERVAL, around, () -> {});
        EndpointSource.Watch watch = source.watch("Orders:1", told);
        told.awaitInstances(A);
        Path kept = Files.move(file, directory.resolve("kept"));
        time.advance(InstanceFile.INTERVAL.multipliedBy(3));
        assertThat(told.failures()).hasSize(3).containsOnly(file + " does not exist");

        Files.move(kept, file); // with its time and its key
        time.advance(InstanceFile.INTERVAL);

        assertThat(told.lists()).containsExactly(List.of(A), List.of(A));
        watch.close();
        time.advance(InstanceFile.INTERVAL);
        assertThat(time.pending()).isZero(); // nobody watches, nobody reads
        source.watch("Orders:1", told);
        write("10.0.0.2:9090\n");
        time.advance(InstanceFile.INTERVAL);
        told.awaitInstances(B);
        source.close();
        time.advance(InstanceFile.INTERVAL);
        assertThat(time.pending()).isZero();
    }

    /** The suite, at a real file on the default runtime. */
    @Nested
    class Suite extends ChangingSourceContract {
        @Override
        protected SourceSite site(List<Endpoint> servers) throws IOException {
            SourceSite site = new SourceSite() {
                @Override
                public EndpointSource open() {
                    return EndpointSource.file(file);
                }

                @Override
                public void offer(List<Endpoint> servers) throws IOException {
                    StringBuilder text = new StringBuilder();
                    servers.forEach(server -> text.append(server).append('\n'));
                    Path next = Files.write(
                            directory.resolve("next"), text.toString().getBytes(UTF_8));
                    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                }

                @Override
                public void close() {
                    // the directory goes with the test
                }
            };
            try {
                site.offer(servers);
            } catch (Exception e) {
                throw new IOException(e);
            }
            return site;
        }
    }
}
