package io.volant.rpc.benchmarks.runner;

import io.volant.rpc.benchmarks.reference.FramedPipelined;
import io.volant.rpc.benchmarks.system.Question;
import io.volant.rpc.benchmarks.system.RpcSystem;
import io.volant.rpc.benchmarks.system.Usage;
import io.volant.rpc.benchmarks.system.UserClient;
import io.volant.rpc.examples.user.UserService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * The client's JVM: {@code SYSTEM PORT}, then {@code CASE MILLIS} line by line on standard input, each answered by a line
 * {@code begin USAGE} and a line {@code end USAGE RESULT}. Ends when its standard input does.
 */
final class ClientMain {
    private static final int MOST_THREADS = 32;

    private ClientMain() {}

    public static void main(String[] arguments) {
        PrintStream out = System.out;
        System.setOut(System.err); // whatever else prints must not come between the answers
        int status = 0;
        try {
            serve(loads(RpcSystem.of(arguments[0]), Integer.parseInt(arguments[1])), out);
        } catch (Throwable e) {
            e.printStackTrace();
            status = 1;
        }
        Runtime.getRuntime().halt(status);
    }

    private static void serve(Function<BenchCase, Load> loads, PrintStream out)
            throws IOException, InterruptedException {
        out.println("ready to load");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line;
        while ((line = in.readLine()) != null) {
            String[] order = line.split(" ", -1);
            Load load = loads.apply(BenchCase.of(order[0]));
            Duration time = Duration.ofMillis(Long.parseLong(order[1]));
            out.println("begin " + Usage.ofThisJvm().toLine());
            LoadResult result = load.run(time);
            out.println("end " + Usage.ofThisJvm().toLine() + " " + result.toLine());
        }
    }

    private static Function<BenchCase, Load> loads(RpcSystem system, int port) {
        if (system == RpcSystem.R3) {
            FramedPipelined framed = FramedPipelined.connect(port, Question.emails());
            return which -> new FramedLoad(framed, which.width());
        }
        UserService users = UserClient.connect(system, port).users();
        ExecutorService threads = Executors.newFixedThreadPool(MOST_THREADS, task -> {
            Thread thread = new Thread(task, "load");
            thread.setDaemon(true);
            return thread;
        });
        return which -> which.isAsynchronous()
                ? new InFlightLoad(users, which.width())
                : new BlockingLoad(users, which.question(), which.width(), threads);
    }
}
