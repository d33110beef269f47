package io.volant.rpc.benchmarks.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A JVM, spoken to line by line over its standard input and output. It ends when its standard input does, which it watches
 * ({@code Orders}): with {@link #close}, and with this process, however that goes. A signal that ends this process kills it, and so
 * does a lack of memory.
 */
public final class ChildJvm implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(5);

    /** A thread that dies of a lack of memory would leave a JVM that answers nobody and collects garbage for ever. */
    private static final String END_WITHOUT_MEMORY = "-XX:+ExitOnOutOfMemoryError";

    private final String name;
    private final List<String> jvmArgs;
    private final Process process;
    private final Leash leash;
    private final BufferedReader from;
    private final Writer to;

    private ChildJvm(String name, List<String> jvmArgs, Process process) {
        this.name = name;
        this.jvmArgs = List.copyOf(jvmArgs);
        this.process = process;
        this.leash = Leash.of(process);
        this.from = process.inputReader(StandardCharsets.UTF_8);
        this.to = process.outputWriter(StandardCharsets.UTF_8);
    }

    /**
     * Starts a JVM with the class path of this one.
     *
     * @param name in messages
     * @param launcher what stands before {@code java} on the command line, mostly nothing
     */
    public static ChildJvm start(
            String name, List<String> launcher, List<String> jvmArgs, Class<?> main, List<String> arguments) {
        return start(name, launcher, jvmArgs, ownClassPath(), main, arguments);
    }

    /** Starts a JVM with a class path of its own. */
    public static ChildJvm start(
            String name,
            List<String> launcher,
            List<String> jvmArgs,
            String classPath,
            Class<?> main,
            List<String> arguments) {
        List<String> command = new ArrayList<>(launcher);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(END_WITHOUT_MEMORY);
        command.addAll(jvmArgs);
        command.add("-cp");
        command.add(classPath);
        command.add(main.getName());
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new ChildJvm(name, jvmArgs, process);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    public static String ownClassPath() {
        return System.getProperty("java.class.path");
    }

    public long pid() {
        return process.pid();
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public List<String> jvmArgs() {
        return jvmArgs;
    }

    public void send(String line) {
        try {
            to.write(line + "\n");
            to.flush();
        } catch (IOException e) {
            throw new IllegalStateException(describe() + " takes no commands: " + ending(), e);
        }
    }

    /** The rest of the next line, which begins with {@code word}. */
    public String expect(String word, Duration atMost) {
        String line = nextLine(atMost);
        if (!line.startsWith(word + " ")) {
            throw new IllegalStateException(describe() + " said \"" + line + "\" (expected: " + word + " …)");
        }
        return line.substring(word.length() + 1);
    }

    /** Whether it ends within so long, which this waits for. */
    public boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Kills the JVM, which gets no chance to close anything (SIGKILL), and waits for its end. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends the JVM and waits for that. */
    @Override
    public void close() {
        try {
            to.close();
        } catch (IOException e) {
            process.destroy(); // the pipe is broken, so the process is ending or does not listen
        }
        try {
            if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        leash.close();
    }

    private String nextLine(Duration atMost) {
        CompletableFuture<String> line = CompletableFuture.supplyAsync(this::readLine);
        try {
            return line.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(describe() + " said nothing for " + atMost.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(describe() + ": " + cause.getMessage(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + describe(), e);
        }
    }

    private String readLine() {
        try {
            String line = from.readLine();
            if (line == null) {
                throw new IllegalStateException(ending());
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String ending() {
        try {
            return process.waitFor(1, TimeUnit.SECONDS)
                    ? "it ended with status " + process.exitValue()
                    : "it closed its output";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "it closed its output";
        }
    }

    private String describe() {
        return name + " (pid " + pid() + ")";
    }
}
