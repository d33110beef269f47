package io.volant.rpc.examples;

import io.volant.rpc.examples.balance.BalanceCommand;
import io.volant.rpc.examples.failover.FailoverCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code example [NAME]}: without a name, the list of what there is. */
@Command(
        name = "example",
        description = "Small programs that show one thing each; without a name: the list.",
        subcommands = {HelloCommand.class, CallsCommand.class, BalanceCommand.class, FailoverCommand.class})
final class ExampleCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        CommandLine line = spec.commandLine();
        PrintWriter out = line.getOut();
        line.getSubcommands()
                .forEach((name, example) -> out.printf("  ./volant example %-8s  %s%n", name, summary(example)));
        out.println("Each ends with \"NAME: OK …\" and status 0, or with \"NAME: FAILED …\" and status 1.");
    }

    private static String summary(CommandLine example) {
        return String.join(" ", example.getCommandSpec().usageMessage().description());
    }
}
