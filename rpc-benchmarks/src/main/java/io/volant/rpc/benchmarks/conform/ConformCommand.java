package io.volant.rpc.benchmarks.conform;

import io.volant.rpc.benchmarks.report.Results;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code conform}: whether a server keeps the rules of the specification. */
@Command(
        name = "conform",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Breaks the rules of docs/protocol.md one after the other, with plain sockets,",
            "and compares what the server does with what the specification says. After each",
            "attempt a decent client must still be answered. Takes about 25 s.",
            "",
            "The server needs the service UserService, version 1, whose method",
            "boolean existUser(String) tells whether the Java hash code of its argument is",
            "even, on a port without TLS: ./volant serve is one.",
            "",
            "A line per rule, then \"conform: OK rules=N checks=M\". Exit status: 0; 1 when",
            "a rule is broken or none was tried; 2 when the arguments are wrong, or there",
            "is no such server.",
            ""
        },
        footer = {
            "",
            "FILE: {\"server\": \"HOST:PORT\", \"ok\": true, \"rules\": N, \"checks\": M,",
            "\"failed\": 0, \"results\": [{\"id\": \"P-FRM-3\", \"section\": \"3\", \"rule\": \"...\",",
            "\"ok\": true, \"checks\": 2, \"failures\": [{\"check\": \"what was tried\",",
            "\"sent\": \"hex\", \"expected\": \"...\", \"seen\": \"...\"}]}]}"
        })
public final class ConformCommand implements Callable<Integer> {
    private static final int BROKEN = 1;
    private static final int UNREACHABLE = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "HOST:PORT", description = "The server.")
    private String server = "";

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the results there too.")
    private @Nullable Path json;

    @Option(
            names = "--rule",
            paramLabel = "ID",
            split = ",",
            description = "Tries this rule only, such as P-FRM-3, or all of a kind, such as P-HS; may be repeated.")
    private List<String> wanted = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Results.checkWritable(json);
        InetSocketAddress address = address();
        PrintWriter out = spec.commandLine().getOut();
        Consumer<RuleResult> print = result -> {
            out.println(result.describe());
            out.flush();
        };
        Report report;
        try {
            report = new Conformance(address, rules()).run(print);
        } catch (IOException | Breach e) {
            spec.commandLine()
                    .getErr()
                    .println("conform: " + server + ": " + e.getMessage()
                            + " (expected: a Volant server of UserService, such as ./volant serve)");
            return UNREACHABLE;
        }
        out.println(report.summary());
        if (json != null) {
            Files.writeString(json, report.toJson());
        }
        return report.ok() ? 0 : BROKEN;
    }

    private List<RuleText> rules() {
        return RuleTable.read().stream()
                .filter(rule -> wanted.isEmpty() || wanted.stream().anyMatch(id -> matches(rule.id(), id)))
                .toList();
    }

    private static boolean matches(String rule, String id) {
        return rule.equals(id) || rule.startsWith(id + "-");
    }

    private InetSocketAddress address() {
        int colon = server.lastIndexOf(':');
        try {
            if (colon > 0) {
                return new InetSocketAddress(server.substring(0, colon), Integer.parseInt(server.substring(colon + 1)));
            }
        } catch (IllegalArgumentException e) {
            // the complaint below says it all
        }
        throw new ParameterException(spec.commandLine(), "server: " + server + " (expected: HOST:PORT)");
    }
}
