package io.volant.rpc.transport;

import io.volant.rpc.RpcServer;
import io.volant.rpc.contract.Sources;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server in a JVM of its own whose class path has one version of a service.
 *
 * <p>Prints its port, and the name of a method at each execution; ends with its standard input, and so with whoever started it.
 */
final class OtherVersion implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final BufferedReader output;
    private final int port;

    private OtherVersion(Process process) throws IOException {
        this.process = process;
        this.output = process.inputReader();
        this.port = Integer.parseInt(String.valueOf(output.readLine()));
    }

    public static void main(String[] arguments) throws Exception {
        Version version = new Version(Class.forName(arguments[0]));
        RpcServer server = version.offeredBy(RpcServer.builder(), (method, values) -> System.out.println(method))
                .start();
        System.out.println(server.port());
        System.in.readAllBytes();
        server.close();
    }

    /** Compiles the sources into the directory and starts the server there. */
    static OtherVersion start(Path directory, String service, String... declarations) throws IOException {
        for (Map.Entry<String, byte[]> one : Sources.classes(declarations).entrySet()) {
            Path file = directory.resolve(one.getKey().replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, one.getValue());
        }
        return new OtherVersion(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        directory + File.pathSeparator + Sources.classPath(),
                        OtherVersion.class.getName(),
                        "demo." + service)
                .redirectError(directory.resolve("server.log").toFile())
                .start());
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    /** Ends the server gracefully, so that accepted calls have run; returns the methods in the order of their executions. */
    List<String> end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        List<String> executed = output.lines().toList();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the server has not ended within " + PATIENCE_SECONDS + " s");
        }
        return executed;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
