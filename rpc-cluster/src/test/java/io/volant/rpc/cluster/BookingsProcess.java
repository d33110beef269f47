package io.volant.rpc.cluster;

import io.volant.rpc.Endpoint;
import io.volant.rpc.RpcServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;

/** A server of {@link Bookings} in a JVM of its own, which may be killed; a byte of its file counts the executions of each call. */
final class BookingsProcess implements AutoCloseable {
    static final int MOST_CALLS = 1 << 22;

    private final Process process;
    private final Endpoint endpoint;
    private final Path record;

    private BookingsProcess(Process process, Endpoint endpoint, Path record) {
        this.process = process;
        this.endpoint = endpoint;
        this.record = record;
    }

    static BookingsProcess start(Path directory, String name) throws IOException {
        Path record = directory.resolve(name);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BookingsProcess.class.getName(),
                        record.toString())
                .redirectError(directory.resolve(name + ".log").toFile())
                .start();
        String address = process.inputReader().readLine();
        return new BookingsProcess(process, Endpoint.parse(String.valueOf(address)), record);
    }

    /** Serves until the process ends. */
    public static void main(String[] args) throws InterruptedException, IOException {
        ByteBuffer executions = open(Path.of(args[0]));
        Bookings bookings = new Bookings() {
            @Override
            public int read(int call) {
                return ~call;
            }

            @Override
            public synchronized CompletableFuture<Integer> book(int call) {
                executions.put(call, (byte) (executions.get(call) + 1));
                return CompletableFuture.completedFuture(~call);
            }
        };
        RpcServer server =
                RpcServer.builder().port(0).service(Bookings.class, bookings).start();
        System.out.println(server.address());
        Thread.currentThread().join();
    }

    private static ByteBuffer open(Path record) throws IOException {
        try (FileChannel file = FileChannel.open(
                record, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return file.map(FileChannel.MapMode.READ_WRITE, 0, MOST_CALLS);
        }
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** How often each call of {@link Bookings#book} was executed. */
    ByteBuffer executions() {
        try {
            return open(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By SIGKILL. */
    void kill() {
        close();
    }

    /** {@code STOP} or {@code CONT}. */
    void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("kill -" + name + " ended with " + status);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
