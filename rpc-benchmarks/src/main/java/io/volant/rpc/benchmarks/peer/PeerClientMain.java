package io.volant.rpc.benchmarks.peer;

import io.volant.rpc.benchmarks.load.ChildMain;
import io.volant.rpc.benchmarks.load.LoadSpec;

/** The client's JVM of a peer: {@code CLASS ROW PORT}, then what {@link ChildMain#load} answers. */
public final class PeerClientMain {
    private PeerClientMain() {}

    public static void main(String[] arguments) {
        ChildMain.run((orders, out) -> {
            PeerServerMain.quiet();
            Peer peer = PeerServerMain.create(Peer.class, arguments[0]);
            Peer.Connection connection = peer.connect(arguments[1], Integer.parseInt(arguments[2]));
            ChildMain.load(label -> connection.loads().of(LoadSpec.parse(label)), connection.settings(), orders, out);
        });
    }
}
