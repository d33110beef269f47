package io.volant.rpc.benchmarks.system;

import io.volant.rpc.benchmarks.load.Usage;
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
        return of(ChildJvm.start(name, launcher, jvmArgs, ServerMain.class, spec.toArguments()));
    }

    /** Waits until a JVM that has been started says where it listens; ends it when it does not. */
    public static ServerJvm of(ChildJvm jvm) {
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

    /** What the server says of its settings. */
    public String settings() {
        jvm.send("settings");
        return jvm.expect("settings", ANSWER);
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
