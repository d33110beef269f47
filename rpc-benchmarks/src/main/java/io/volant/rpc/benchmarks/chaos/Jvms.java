package io.volant.rpc.benchmarks.chaos;

import io.volant.rpc.benchmarks.system.ChildJvm;
import io.volant.rpc.benchmarks.system.JvmArgs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The JVMs of a trial: small, quick to start, and quiet about the faults that they are there to meet. */
final class Jvms {
    private static final List<String> ARGUMENTS = List.of(
            "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dorg.slf4j.simpleLogger.log.io.volant=off");

    private Jvms() {}

    /** @param launcher what stands before {@code java} on the command line */
    static ChildJvm start(String name, List<String> launcher, Class<?> main, Settings settings) {
        List<String> arguments = new ArrayList<>(JvmArgs.withNativeAccess(ARGUMENTS));
        return ChildJvm.start(name, launcher, arguments, main, settings.arguments());
    }

    /** @param signal TERM, STOP or CONT */
    static void signal(ChildJvm jvm, String signal) throws InterruptedException {
        try {
            int status = new ProcessBuilder("kill", "-" + signal, String.valueOf(jvm.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill -" + signal + " " + jvm.pid() + " ended with status " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
