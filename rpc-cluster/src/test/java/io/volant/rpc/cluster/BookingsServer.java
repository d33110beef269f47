package io.volant.rpc.cluster;

import io.volant.rpc.RpcServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;

/** A server of {@link Bookings} for a JVM of its own, which may be killed; a byte of its file counts the executions of each call. */
final class BookingsServer implements Bookings {
    static final int MOST_CALLS = 1 << 22;

    private final ByteBuffer executions;

    private BookingsServer(ByteBuffer executions) {
        this.executions = executions;
    }

    /** Prints its address and serves until its input ends. */
    public static void main(String[] arguments) throws IOException {
        Bookings bookings = new BookingsServer(executions(Path.of(arguments[0])));
        try (RpcServer server =
                RpcServer.builder().port(0).service(Bookings.class, bookings).start()) {
            System.out.println(server.address());
            System.in.readAllBytes();
        }
    }

    /** How often each call of {@link #book} was executed, by what stands in {@code record}. */
    static ByteBuffer executions(Path record) throws IOException {
        try (FileChannel file = FileChannel.open(
                record, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return file.map(FileChannel.MapMode.READ_WRITE, 0, MOST_CALLS);
        }
    }

    @Override
    public int read(int call) {
        return ~call;
    }

    @Override
    public synchronized CompletableFuture<Integer> book(int call) {
        executions.put(call, (byte) (executions.get(call) + 1));
        return CompletableFuture.completedFuture(~call);
    }
}
