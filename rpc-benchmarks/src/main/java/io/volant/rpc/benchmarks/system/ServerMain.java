package io.volant.rpc.benchmarks.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The server's JVM: says where it listens, answers {@code usage}, and ends when its standard input does. */
public final class ServerMain {
    private ServerMain() {}

    public static void main(String[] arguments) {
        PrintStream out = System.out;
        System.setOut(System.err); // whatever else prints must not come between the answers
        int status = 0;
        try {
            serve(ServerSpec.parse(arguments), out);
        } catch (Throwable e) {
            e.printStackTrace();
            status = 1;
        }
        Runtime.getRuntime().halt(status); // no grace: the one who started it is gone or has what it wants
    }

    private static void serve(ServerSpec spec, PrintStream out) throws IOException {
        RunningServer server = RunningServer.start(spec);
        out.println("serving on " + server.address());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (in.readLine() != null) {
            out.println("usage " + Usage.ofThisJvm().toLine());
        }
    }
}
