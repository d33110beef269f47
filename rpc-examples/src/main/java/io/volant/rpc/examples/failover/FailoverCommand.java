package io.volant.rpc.examples.failover;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code example failover}. */
@Command(
        name = "failover",
        description =
                "Retry, failover, time-out and detection, one after the other, while servers are cut off, paused and killed.",
        subcommands = ShopCommand.class)
public final class FailoverCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    FailoverCommand() {}

    @Override
    public Integer call() throws Exception {
        return FailoverExample.run(spec.commandLine().getOut()) ? 0 : 1;
    }
}
