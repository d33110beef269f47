package io.volant.rpc.examples;

import io.volant.rpc.examples.console.Output;
import io.volant.rpc.examples.demo.DemoCommand;
import io.volant.rpc.examples.demo.LoadCommand;
import io.volant.rpc.examples.demo.ServeCommand;
import io.volant.rpc.examples.demo.ZooKeeperCommand;
import io.volant.rpc.examples.schema.SchemaCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: {@code java -jar volant.jar COMMAND}, or {@code ./volant COMMAND} in a checkout. */
@Command(
        name = "volant",
        description = "Remote calls between JVMs.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            LoadCommand.class,
            ZooKeeperCommand.class,
            PingCommand.class,
            RegistryCommand.class,
            ExampleCommand.class,
            SchemaCommand.class,
            VersionCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "In a checkout ./volant also has bench (java -jar rpc-benchmarks/target/benchmarks.jar) and",
            "classpath (rpc-examples/target/volant.jar, all that a program of your own needs)."
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    Main() {}

    public static void main(String[] args) {
        System.exit(run(Output.on(System.out), Output.on(System.err), args));
    }

    /** Runs a command; returns its exit status: 0, 1 when it failed, 2 when it was not understood. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(new Main());
        offerHelp(line);
        return line.setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((e, given) -> Complaints.misunderstood(e, err))
                .setExecutionExceptionHandler((e, command, parsed) -> Complaints.failed(e, command, err))
                .execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    private static void offerHelp(CommandLine line) {
        if (line.getCommandSpec().findOption("--help") == null) {
            line.getCommandSpec()
                    .addOption(OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .description("This text.")
                            .build());
        }
        line.getSubcommands().values().forEach(Main::offerHelp);
    }
}
