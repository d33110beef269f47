package io.volant.rpc.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The lines of standard input of a JVM that another one has started. When they end, which is when the other one closes its side or
 * is gone, this JVM ends at once, whatever it is doing and without grace: a thread of its own reads them.
 */
public final class Orders {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private Orders() {}

    /** Begins to read. Who wants no lines but the end of this JVM with the other one needs nothing else. */
    public static Orders ofStandardInput() {
        Orders orders = new Orders();
        Thread reader = new Thread(orders::read, "orders");
        reader.setDaemon(true);
        reader.start();
        return orders;
    }

    /** Waits for the next line. */
    public String next() throws InterruptedException {
        return lines.take();
    }

    private void read() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            String line;
            while ((line = in.readLine()) != null) {
                lines.add(line);
            }
        } catch (IOException e) {
            return; // the other side is gone
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }
}
