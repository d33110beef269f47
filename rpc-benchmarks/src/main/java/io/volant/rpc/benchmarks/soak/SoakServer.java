package io.volant.rpc.benchmarks.soak;

import io.volant.rpc.benchmarks.system.ChildJvm;
import io.volant.rpc.benchmarks.system.JvmArgs;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The server in a JVM of its own, with so small a heap that growth ends it. */
final class SoakServer implements AutoCloseable {
    static final List<String> JVM_ARGS = List.of("-Xms192m", "-Xmx192m", "-XX:+UseSerialGC");

    /** What hostile clients did wrong would bury the table; lost buffers are still reported. */
    private static final String LOG = "-Dorg.slf4j.simpleLogger.log.io.volant=error";

    private static final Duration START = Duration.ofMinutes(1);
    private static final Duration ANSWER = Duration.ofMinutes(2); // it may have much to collect

    private final ChildJvm jvm;
    private final String address;

    private SoakServer(ChildJvm jvm, String address) {
        this.jvm = jvm;
        this.address = address;
    }

    /** Starts the server with this implementation of {@code UserService} and waits until it listens. */
    static SoakServer start(String users) {
        List<String> jvmArgs = new ArrayList<>(JvmArgs.withNativeAccess(JVM_ARGS));
        jvmArgs.add(LOG);
        ChildJvm jvm = ChildJvm.start("the server", List.of(), jvmArgs, SoakServerMain.class, List.of(users));
        try {
            return new SoakServer(jvm, jvm.expect("serving on", START));
        } catch (RuntimeException e) {
            jvm.close();
            throw e;
        }
    }

    /** {@code host:port} */
    String address() {
        return address;
    }

    InetSocketAddress socketAddress() {
        int colon = address.lastIndexOf(':');
        return new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    }

    long pid() {
        return jvm.pid();
    }

    /** What goes on there. */
    Activity activity() {
        jvm.send("quiet");
        String[] numbers = jvm.expect("quiet", ANSWER).split(" ", -1);
        return new Activity(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
    }

    Figures figures() {
        jvm.send("figures");
        return Figures.parse(jvm.expect("figures", ANSWER));
    }

    @Override
    public void close() {
        jvm.close();
    }

    /**
     * What goes on in the server.
     *
     * @param connections that are open
     * @param running calls that have not ended
     * @param touches one-way calls that were executed since the start
     */
    record Activity(long connections, long running, long touches) {}
}
