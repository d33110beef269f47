package io.volant.rpc.examples.balance;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code example balance}. */
@Command(
        name = "balance",
        description =
                "The algorithms of load balancing side by side, over a fast, a normal, a small and a slow server.",
        subcommands = BackendCommand.class)
public final class BalanceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    BalanceCommand() {}

    @Override
    public Integer call() throws Exception {
        return BalanceExample.run(spec.commandLine().getOut()) ? 0 : 1;
    }
}
