package io.volant.rpc.transport;

import io.volant.rpc.RpcClient;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A client for a JVM of its own, which calls some hundred times a second until its input ends, whether or not it is answered. */
final class TimelyClient {
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(2_500);

    private TimelyClient() {}

    public static void main(String[] arguments) throws IOException {
        Thread calling = new Thread(() -> callWithoutEnd(arguments[0]), "caller");
        calling.setDaemon(true);
        calling.start();
        while (System.in.read() >= 0) {}
    }

    private static void callWithoutEnd(String address) {
        try (RpcClient client = RpcClient.connect(address)) {
            Timely stub = client.stub(Timely.class);
            int call = 0;
            while (call >= 0) {
                long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Timely.TIMEOUT_MILLIS);
                stub.work(call++, until).exceptionally(failure -> -1);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
