package io.volant.rpc.examples;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code version}: what a report of a fault should begin with. */
@Command(name = "version", description = "Versions of Volant, the JDK and the system.")
final class VersionCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().getOut().println(text());
    }

    static String text() {
        String volant = Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
        return "volant " + volant
                + "  JDK " + System.getProperty("java.version")
                + "  " + Runtime.getRuntime().availableProcessors() + " cores"
                + "  " + System.getProperty("os.name");
    }
}
