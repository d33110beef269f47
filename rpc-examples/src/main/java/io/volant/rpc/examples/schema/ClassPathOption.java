package io.volant.rpc.examples.schema;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The option with which jars that need others are read. */
final class ClassPathOption {
    @Option(
            names = "--classpath",
            paramLabel = "PATH",
            defaultValue = "",
            description =
                    "What the jars need beside the JDK and Volant: jars and directories, separated as in java -cp.")
    private String classPath = "";

    List<Path> paths() {
        return Stream.of(classPath.split(Pattern.quote(File.pathSeparator)))
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .toList();
    }
}
