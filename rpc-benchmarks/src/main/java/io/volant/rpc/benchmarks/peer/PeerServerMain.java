package io.volant.rpc.benchmarks.peer;

import io.volant.rpc.benchmarks.load.ChildMain;
import io.volant.rpc.benchmarks.load.Workload;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The server's JVM of a peer: {@code CLASS ROW WORKLOAD}, then what {@link ChildMain#serve} answers. */
public final class PeerServerMain {
    private PeerServerMain() {}

    public static void main(String[] arguments) {
        ChildMain.run((orders, out) -> {
            quiet();
            Workload workload = create(Workload.class, arguments[2]);
            Peer.Serving serving = create(Peer.class, arguments[0]).serve(arguments[1], workload);
            ChildMain.serve("127.0.0.1:" + serving.port(), serving.settings(), orders, out);
        });
    }

    /** Libraries that log through the JDK tell all they do, and warn of what no one here can change. */
    static void quiet() {
        Logger.getLogger("").setLevel(Level.SEVERE);
    }

    static <T> T create(Class<T> type, String name) throws ReflectiveOperationException {
        var constructor = Class.forName(name).getDeclaredConstructor();
        constructor.setAccessible(true);
        return type.cast(constructor.newInstance());
    }
}
