package io.volant.rpc.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.examples.process.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command line in a JVM of its own. */
final class CommandProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final String END = "(end of output)";

    /** For it and the JVMs that it starts, all of which live for seconds. */
    private static final String CHEAP_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private final Process process;
    private final BlockingQueue<String> unread = new LinkedBlockingQueue<>();
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final Thread reader;

    private CommandProcess(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "read-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** @param temporary where it puts what it needs only while it runs */
    static CommandProcess start(Path temporary, String... arguments) throws IOException {
        List<String> command = JavaCommand.of(List.of("-Djava.io.tmpdir=" + temporary), List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JDK_JAVA_OPTIONS", CHEAP_START);
        return new CommandProcess(builder.start());
    }

    /** Waits for a line in which the pattern occurs; returns its first group. */
    String awaitLine(String pattern) throws InterruptedException {
        Pattern wanted = Pattern.compile(pattern);
        while (true) {
            String line = unread.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(line)
                    .as("a line with " + pattern + " after " + lines)
                    .isNotNull()
                    .isNotEqualTo(END);
            Matcher matcher = wanted.matcher(line);
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
    }

    /** Waits for the end; returns the exit status. */
    int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("an end of " + lines)
                .isTrue();
        reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        return process.exitValue();
    }

    /** All that it has printed. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** As Ctrl-C and kill do. */
    void interrupt() {
        process.destroy();
    }

    /** As kill -9 does. */
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void read() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
                unread.add(line);
            }
        } catch (IOException e) {
            // it was killed
        } finally {
            unread.add(END);
        }
    }
}
