package io.volant.rpc.benchmarks.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A recording in another JVM, started and stopped through {@code jcmd}: stacks every 10 ms, and an object per allocation buffer. */
final class FlightRecording {
    private static final long PATIENCE_SECONDS = 60;
    private static final String SETTINGS = """
            <configuration version="2.0">
              <event name="jdk.ExecutionSample">
                <setting name="enabled">true</setting>
                <setting name="period">10 ms</setting>
              </event>
              <event name="jdk.ObjectAllocationInNewTLAB">
                <setting name="enabled">true</setting>
                <setting name="stackTrace">true</setting>
              </event>
              <event name="jdk.ObjectAllocationOutsideTLAB">
                <setting name="enabled">true</setting>
                <setting name="stackTrace">true</setting>
              </event>
            </configuration>
            """;

    private final long pid;
    private final Path file;

    private FlightRecording(long pid, Path file) {
        this.pid = pid;
        this.file = file;
    }

    /** Starts to record what JVM {@code pid} does, into a file of this directory. */
    static FlightRecording start(long pid, Path directory) throws IOException, InterruptedException {
        Path settings = directory.resolve("volant.jfc");
        Files.writeString(settings, SETTINGS);
        command(pid, "JFR.start", "name=volant", "settings=" + settings);
        return new FlightRecording(pid, directory.resolve(pid + ".jfr"));
    }

    /** Stops; returns the file. */
    Path stop() throws IOException, InterruptedException {
        command(pid, "JFR.stop", "name=volant", "filename=" + file);
        return file;
    }

    private static void command(long pid, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        command.add(String.valueOf(pid));
        command.addAll(List.of(words));
        Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!jcmd.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || jcmd.exitValue() != 0) {
            jcmd.destroyForcibly();
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }
}
