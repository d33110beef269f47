package io.volant.rpc.examples.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How to start this command line in another JVM: the same JDK, the same class path. */
public final class JavaCommand {
    private static final int WARNS_OF_NATIVE_ACCESS = 24;

    private JavaCommand() {}

    public static List<String> of(List<String> jvmOptions, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= WARNS_OF_NATIVE_ACCESS) {
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.volant.rpc.examples.Main"));
        command.addAll(arguments);
        return command;
    }
}
