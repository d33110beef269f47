package io.volant.rpc.transport;

import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;

/**
 * A server for a JVM of its own that records in a mapped file, which outlives its process, how often each call was executed.
 *
 * <p>Prints its port; ends with its standard input, and so with whoever started it.
 */
final class Killable {
    /** Calls that the record has room for. */
    static final int MOST_CALLS = 4_000_000;

    private Killable() {}

    @RpcService
    interface Recorder {
        @RpcMethod(timeout = "30s")
        int record(int call);

        @RpcMethod(timeout = "30s")
        CompletableFuture<Integer> recordLater(int call);
    }

    public static void main(String[] arguments) throws IOException {
        MappedByteBuffer executions = open(Path.of(arguments[0]));
        RpcServer server = RpcServer.builder()
                .workersQueue(10_000)
                .fixedLimit()
                .service(Recorder.class, new MappedRecorder(executions), on -> on.eventLoop("recordLater"))
                .start();
        System.out.println(server.port());
        System.in.readAllBytes();
        server.shutdownNow();
    }

    /** One byte per call: how often it was executed. */
    static MappedByteBuffer open(Path record) throws IOException {
        try (FileChannel file = FileChannel.open(
                record, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return file.map(FileChannel.MapMode.READ_WRITE, 0, MOST_CALLS);
        }
    }

    private record MappedRecorder(MappedByteBuffer executions) implements Recorder {
        @Override
        public int record(int call) {
            executions.put(call, (byte) (executions.get(call) + 1));
            return ~call;
        }

        @Override
        public CompletableFuture<Integer> recordLater(int call) {
            return CompletableFuture.completedFuture(record(call));
        }
    }
}
