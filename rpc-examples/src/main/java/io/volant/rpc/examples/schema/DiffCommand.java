package io.volant.rpc.examples.schema;

import io.volant.rpc.examples.schema.Difference.Kind;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code schema diff}: what a client of one jar and a server of the other would find. */
@Command(
        name = "diff",
        description = "What differs between the services of two jars, in the words of a call that fails for it.",
        sortOptions = false,
        footer = {
            "",
            "Exit status: 0 when nothing differs that a caller with A can call, 1 when something does or is gone,",
            "2 when a jar cannot be read.",
            "No code of the jars runs."
        })
final class DiffCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "A.jar", description = "\"here\": a jar, or a directory of classes.")
    private Path here = Path.of("");

    @Parameters(index = "1", paramLabel = "B.jar", description = "\"there\": its next version.")
    private Path there = Path.of("");

    @Mixin
    private ClassPathOption classPath = new ClassPathOption();

    @Option(
            names = "--allow-removals",
            description =
                    "Status 0 in spite of what only A has, though callers with A get UNIMPLEMENTED from servers with B.")
    private boolean allowRemovals;

    @Override
    public Integer call() {
        try (Services first = Services.of(here, classPath.paths());
                Services second = Services.of(there, classPath.paths())) {
            Comparison comparison = Comparison.of(first, second);
            print(comparison);
            return comparison.differences().stream().anyMatch(d -> fails(d.kind())) ? 1 : 0;
        } catch (Unreadable e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private boolean fails(Kind kind) {
        return switch (kind) {
            case BREAKS -> true;
            case REMOVED -> !allowRemovals;
            case ADDED -> false;
        };
    }

    private void print(Comparison comparison) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("here: %s%nthere: %s%n", here, there);
        for (Difference difference : comparison.differences()) {
            switch (difference.kind()) {
                case BREAKS -> {
                    out.printf("breaks   %s: %s differs%n", difference.subject(), difference.what());
                    difference.lines().forEach(line -> out.printf("  %s%n", line));
                }
                case REMOVED ->
                    out.printf("removed  %s: only here; its callers get UNIMPLEMENTED there%n", difference.subject());
                case ADDED -> out.printf("added    %s: only there; compatible%n", difference.subject());
            }
        }
        out.printf(
                "schema diff: %d equal, %d break, %d removed, %d added%n",
                comparison.equal(),
                comparison.count(Kind.BREAKS),
                comparison.count(Kind.REMOVED),
                comparison.count(Kind.ADDED));
    }
}
