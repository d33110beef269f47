package io.volant.rpc.benchmarks.system;

import java.time.Duration;
import java.util.List;

/** A server in a JVM of its own. */
public final class ServerJvm implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final ChildJvm jvm;
    private final String address;

    private ServerJvm(ChildJvm jvm, String address) {
        this.jvm = jvm;
        this.address = address;
    }

    /** Starts the server and waits until it listens. */
    public static ServerJvm start(ServerSpec spec, List<String> launcher, List<String> jvmArgs) {
        String name = "the server of " + spec.system().label();
        ChildJvm jvm = ChildJvm.start(name, launcher, jvmArgs, ServerMain.class, spec.toArguments());
        try {
            return new ServerJvm(jvm, jvm.expect("serving on", START));
        } catch (RuntimeException e) {
            jvm.close();
            throw e;
        }
    }

    public static ServerJvm start(ServerSpec spec) {
        return start(spec, List.of(), JvmArgs.defaults());
    }

    /** {@code host:port} */
    public String address() {
        return address;
    }

    public int port() {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    public long pid() {
        return jvm.pid();
    }

    public List<String> jvmArgs() {
        return jvm.jvmArgs();
    }

    public Usage usage() {
        jvm.send("usage");
        return Usage.parse(jvm.expect("usage", ANSWER));
    }

    @Override
    public void close() {
        jvm.close();
    }
}
