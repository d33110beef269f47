package io.volant.rpc.benchmarks.system;

import io.volant.rpc.benchmarks.load.ChildMain;

/** The server's JVM: starts what its arguments say, then what {@link ChildMain#serve} answers. */
public final class ServerMain {
    private ServerMain() {}

    public static void main(String[] arguments) {
        ChildMain.run((orders, out) -> {
            RunningServer server = RunningServer.start(ServerSpec.parse(arguments));
            ChildMain.serve(server.address(), "as they come", orders, out);
        });
    }
}
