package io.volant.rpc.examples.schema;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code schema}: what the services of a jar send, and what differs between two jars. */
@Command(
        name = "schema",
        description = "What the services of a jar send; what differs between two jars.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DiffCommand.class, PrintCommand.class})
public final class SchemaCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    SchemaCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
