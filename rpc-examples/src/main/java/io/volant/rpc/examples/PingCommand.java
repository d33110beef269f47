package io.volant.rpc.examples;

import io.volant.rpc.Health;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ping}: the health of a server in one line and in the exit status, as a container's probe wants it. */
@Command(
        name = "ping",
        description = "Asks a server whether it takes calls.",
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:it is SERVING", "1:it is not, or it cannot be reached", "2:the command was not understood"})
final class PingCommand implements Callable<Integer> {
    private static final double NANOS_PER_MILLI = 1e6;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "HOST:PORT", description = "Where the server says that it serves.")
    private String address = "";

    @Option(
            names = "--service",
            paramLabel = "NAME",
            defaultValue = "",
            description = "One of its services, NAME or NAME:VERSION; the whole server unless given.")
    private String service = "";

    @Option(
            names = "--timeout",
            paramLabel = "MS",
            defaultValue = "1000",
            description = "Milliseconds for the connection and for each answer, 1 to 60000; 1000 unless given.")
    private int timeout;

    @Override
    public Integer call() {
        if (timeout < 1 || timeout > 60_000) {
            throw new ParameterException(spec.commandLine(), "--timeout: " + timeout + " (expected: 1..60000)");
        }
        Duration limit = Duration.ofMillis(timeout);
        try (RpcClient client = RpcClient.builder()
                .address(address)
                .name("ping")
                .connectTimeout(limit)
                .timeout(limit)
                .insecure() // nothing is said that anybody may not hear
                .connect()) {
            return ping(client.stub(Health.class));
        } catch (RpcException e) {
            String firstLine =
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            spec.commandLine().getErr().println(spec.qualifiedName(" ") + ": " + firstLine);
            return 1;
        }
    }

    private int ping(Health health) {
        health.check(service); // the first call of a JVM and of a connection says nothing about either's speed
        long start = System.nanoTime();
        Health.State state = health.check(service);
        double millis = (System.nanoTime() - start) / NANOS_PER_MILLI;
        String what = service.isEmpty() ? address : service + " on " + address;
        spec.commandLine().getOut().printf(Locale.ROOT, "%s: %s, round trip %.2f ms%n", what, state, millis);
        return state == Health.State.SERVING ? 0 : 1;
    }
}
