package io.volant.rpc.examples;

import io.volant.rpc.RpcException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What the command line says on standard error, and with which exit status, when a command was not understood or failed. */
final class Complaints {
    private Complaints() {}

    static int misunderstood(ParameterException e, PrintWriter err) {
        CommandLine line = e.getCommandLine();
        String name = line.getCommandSpec().qualifiedName(" ");
        boolean wantsName = !line.getSubcommands().isEmpty();
        if (wantsName && e instanceof UnmatchedArgumentException unmatched) {
            err.printf(
                    "%s: there is no \"%s\"%n", name, unmatched.getUnmatched().get(0));
        } else {
            err.printf("%s: %s%n", name, e.getMessage());
        }
        err.println(wantsName ? "there are: " + commands(line) : "more: " + name + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    /** Without those that other commands start for themselves. */
    private static String commands(CommandLine line) {
        return line.getSubcommands().entrySet().stream()
                .filter(command ->
                        !command.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
    }

    /** One sentence for what the framework explains itself, a stack for anything unforeseen. */
    static int failed(Exception e, CommandLine line, PrintWriter err) {
        if (e instanceof RpcException
                || e instanceof UncheckedIOException
                || e instanceof IllegalStateException
                || e instanceof IllegalArgumentException) {
            err.printf("%s: %s%n", line.getCommandSpec().qualifiedName(" "), e.getMessage());
        } else if (e instanceof FileSystemException) { // its message may be no more than the file's name
            err.printf(
                    "%s: %s: %s%n",
                    line.getCommandSpec().qualifiedName(" "), e.getClass().getSimpleName(), e.getMessage());
        } else {
            e.printStackTrace(err);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
