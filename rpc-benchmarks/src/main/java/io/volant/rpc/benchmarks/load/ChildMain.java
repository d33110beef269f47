package io.volant.rpc.benchmarks.load;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Function;

/** The main program of a measured JVM: answers lines on standard output, and ends when its standard input does. */
public final class ChildMain {
    /** What such a program does; the JVM ends with it, and before when there are no more orders. */
    @FunctionalInterface
    public interface Body {
        void run(Orders orders, PrintStream out) throws Exception;
    }

    private ChildMain() {}

    /** Never returns. */
    public static void run(Body body) {
        PrintStream out = System.out;
        System.setOut(System.err); // whatever else prints must not come between the answers
        int status = 0;
        try {
            body.run(Orders.ofStandardInput(), out);
        } catch (Throwable e) {
            e.printStackTrace();
            status = 1;
        }
        Runtime.getRuntime().halt(status); // no grace: the one who started it is gone or has what it wants
    }

    /** A server's answers, without end: {@code usage} and {@code settings}. */
    public static void serve(String address, String settings, Orders orders, PrintStream out)
            throws InterruptedException {
        out.println("serving on " + address);
        while (true) {
            String line = orders.next();
            out.println(line.equals("settings") ? "settings " + settings : "usage " + usage());
        }
    }

    /** A client's answers, without end: {@code settings}, and {@code LOAD MILLIS} with {@code begin USAGE} and {@code end USAGE RESULT}. */
    public static void load(Function<String, Load> loads, String settings, Orders orders, PrintStream out)
            throws InterruptedException {
        out.println("ready to load");
        while (true) {
            String line = orders.next();
            if (line.equals("settings")) {
                out.println("settings " + settings);
                continue;
            }
            String[] order = line.split(" ", -1);
            Load load = loads.apply(order[0]);
            Duration time = Duration.ofMillis(Long.parseLong(order[1]));
            out.println("begin " + usage());
            try {
                LoadResult result = load.run(time);
                out.println("end " + usage() + " " + result.toLine());
            } catch (RuntimeException e) {
                e.printStackTrace();
                out.println(
                        "end " + usage() + " " + LoadResult.failed(e.toString()).toLine());
            }
        }
    }

    private static String usage() {
        return Usage.ofThisJvm().toLine();
    }
}
