package io.volant.rpc.benchmarks.growth;

import io.volant.rpc.benchmarks.load.ChildMain;
import io.volant.rpc.benchmarks.load.Orders;
import io.volant.rpc.benchmarks.system.RpcSystem;
import io.volant.rpc.benchmarks.system.UserClient;
import io.volant.rpc.examples.user.UserService;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A client's JVM, {@code SYSTEM PORT}: {@code first NANOS} of its first call, connecting included; then {@code call NANOS} for every
 * order {@code again}, and {@code warm NANOS} for a number, of calls beforehand.
 */
final class FirstClient {
    private static final int CALLS = 201;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private FirstClient() {}

    public static void main(String[] arguments) {
        ChildMain.run((orders, out) -> {
            long start = System.nanoTime();
            UserService users = UserClient.connect(RpcSystem.of(arguments[0]), Integer.parseInt(arguments[1]))
                    .users();
            users.existUser("first@example.org");
            out.println("first " + (System.nanoTime() - start));
            serve(users, orders, out);
        });
    }

    private static void serve(UserService users, Orders orders, PrintStream out) throws InterruptedException {
        while (true) {
            String order = orders.next();
            out.println(order.equals("again") ? "call " + call(users) : "warm " + warm(users, Integer.parseInt(order)));
        }
    }

    private static long call(UserService users) {
        long before = System.nanoTime();
        users.existUser("again@example.org");
        return System.nanoTime() - before;
    }

    /** The median of calls with a pause before each, as a call after idle has. */
    private static long warm(UserService users, int beforehand) {
        for (int i = 0; i < beforehand; i++) {
            users.existUser("warm@example.org");
        }
        long[] nanos = new long[CALLS];
        for (int i = 0; i < CALLS; i++) {
            LockSupport.parkNanos(PAUSE_NANOS); // an early end makes one pause shorter, which the median does not see
            nanos[i] = call(users);
        }
        Arrays.sort(nanos);
        return nanos[CALLS / 2];
    }
}
