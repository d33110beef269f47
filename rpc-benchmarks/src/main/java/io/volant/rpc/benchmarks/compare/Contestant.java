package io.volant.rpc.benchmarks.compare;

import io.netty.util.Version;
import io.volant.rpc.benchmarks.load.LoadSpec;
import io.volant.rpc.benchmarks.peer.PeerClientMain;
import io.volant.rpc.benchmarks.peer.PeerServerMain;
import io.volant.rpc.benchmarks.runner.ClientJvm;
import io.volant.rpc.benchmarks.system.ChildJvm;
import io.volant.rpc.benchmarks.system.ServerJvm;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * One row: what its two JVMs are started with.
 *
 * @param type the class of its {@code Peer}
 * @param jvmArgs beside those that all get
 * @param versions the libraries on its class path that matter
 */
public record Contestant(
        String label,
        String type,
        String classPath,
        List<String> jvmArgs,
        List<String> versions,
        String source,
        Predicate<LoadSpec> suits) {
    public Contestant {
        jvmArgs = List.copyOf(jvmArgs);
        versions = List.copyOf(versions);
    }

    static Contestant own(OwnRow row) {
        return new Contestant(
                row.label(), OwnPeer.class.getName(), ChildJvm.ownClassPath(), List.of(), netty(), "", row::suits);
    }

    private static List<String> netty() {
        Version version = Version.identify().get("netty-transport");
        return version == null ? List.of() : List.of("netty-transport-" + version.artifactVersion());
    }

    boolean suits(LoadSpec spec) {
        return suits.test(spec);
    }

    /** Whether it may refuse calls that are too much for it. */
    public boolean isLimited() {
        return label.equals(OwnRow.VOLANT_DEFAULTS.label());
    }

    /** The same row of another build. */
    public Contestant withClassPath(String other) {
        return new Contestant(label, type, other, jvmArgs, versions, source, suits);
    }

    /**
     * Starts its server.
     *
     * @param launcher what stands before {@code java}
     * @param common arguments that all rows get
     * @param workload the class of the answers
     */
    public ServerJvm serve(List<String> launcher, List<String> common, String workload) {
        return ServerJvm.of(ChildJvm.start(
                "the server of " + label,
                launcher,
                all(common),
                classPath,
                PeerServerMain.class,
                List.of(type, label, workload)));
    }

    /** Starts its client; see {@link #serve}. */
    public ClientJvm connect(int port, List<String> launcher, List<String> common) {
        return ClientJvm.of(ChildJvm.start(
                "the client of " + label,
                launcher,
                all(common),
                classPath,
                PeerClientMain.class,
                List.of(type, label, String.valueOf(port))));
    }

    private List<String> all(List<String> common) {
        List<String> all = new ArrayList<>(common);
        all.addAll(jvmArgs);
        return all;
    }
}
