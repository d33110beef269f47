package io.volant.rpc.examples.schema;

import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.ServiceCodec;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code schema print}: the schema texts and digests of a jar. */
@Command(
        name = "print",
        description = "The schema texts and digests of all services of a jar. No code of the jar runs.",
        sortOptions = false)
final class PrintCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "JAR", description = "A jar, or a directory of classes.")
    private Path jar = Path.of("");

    @Mixin
    private ClassPathOption classPath = new ClassPathOption();

    @Override
    public void run() {
        try (Services services = Services.of(jar, classPath.paths())) {
            services.byName().values().forEach(this::print);
        } catch (Unreadable e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void print(ServiceCodec codec) {
        PrintWriter out = spec.commandLine().getOut();
        for (MethodDescriptor method : codec.service().methods()) {
            out.printf("%s %s %016x%n", codec.service(), method.signature(), codec.digest(method.index()));
            codec.schema(method.index()).lines().forEach(line -> out.printf("  %s%n", line));
        }
    }
}
