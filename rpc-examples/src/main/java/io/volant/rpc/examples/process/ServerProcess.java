package io.volant.rpc.examples.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server in a JVM of its own. It ends when this process does, however that ends, unless it is kept. Thread-safe. */
public final class ServerProcess implements AutoCloseable {
    private static final long START_SECONDS = 60; // beside a load that takes all processors
    private static final long QUICK_END_SECONDS = 3;
    private static final long END_SECONDS = 35; // a little more than a server takes to drain

    /** A thread for each task: some wait for others. */
    public static final Executor BESIDE = task -> {
        Thread thread = new Thread(task, "server-process");
        thread.setDaemon(true);
        thread.start();
    };

    private final Process process;
    private final String address;
    private final Thread hook;
    private volatile boolean kept;

    private ServerProcess(Process process, String address) {
        this.process = process;
        this.address = address;
        this.hook = new Thread(process::destroyForcibly, "end-server");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Starts a command that serves, with the class path of this JVM and {@link ParentWatch#OPTION}; returns when it has said where.
     *
     * @param ready how the line begins that ends with its address
     * @param log where its standard error goes
     */
    public static ServerProcess start(String ready, List<String> arguments, Path log)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(arguments);
        command.add(ParentWatch.OPTION);
        Process process = new ProcessBuilder(JavaCommand.of(List.of(), command))
                .redirectError(log.toFile())
                .start();
        try {
            return new ServerProcess(process, awaitReady(process, ready));
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly().waitFor();
            throw new IllegalStateException(
                    "the server did not start: " + Files.readString(log).trim(), e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** As {@link #start}, for a thread on which nobody waits for its interruption. */
    public static ServerProcess launch(String ready, List<String> arguments, Path log) {
        try {
            return start(ready, arguments, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String awaitReady(Process process, String ready)
            throws InterruptedException, ExecutionException, TimeoutException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return CompletableFuture.supplyAsync(
                        () -> lines.lines()
                                .filter(line -> line.startsWith(ready))
                                .findFirst()
                                .orElseThrow(() -> new IllegalStateException("it ended")),
                        BESIDE)
                .get(START_SECONDS, TimeUnit.SECONDS)
                .substring(ready.length());
    }

    public String address() {
        return address;
    }

    public long pid() {
        return process.pid();
    }

    /** CPU time that it has used; empty once it has ended. */
    public Optional<Duration> cpu() {
        return process.info().totalCpuDuration();
    }

    /** Completes with its exit status when it ends. */
    public CompletableFuture<Integer> ended() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Lets it live on when this process ends, unless it has ended. */
    public void keep() throws IOException {
        kept = true;
        forgetHook();
        if (!process.isAlive()) {
            return;
        }
        process.getOutputStream().write(ParentWatch.KEEP.getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().close();
    }

    /** Asks it to end when it has worked off what it accepted. */
    public void askToStop() throws IOException {
        process.getOutputStream().close();
    }

    /**
     * Asks it to end, and waits until it has worked off what it accepted; by force when that takes too long. Says so when there is
     * something to wait for.
     */
    public void stop(PrintWriter out) throws IOException, InterruptedException {
        if (!process.isAlive()) {
            return;
        }
        askToStop();
        if (process.waitFor(QUICK_END_SECONDS, TimeUnit.SECONDS)) {
            return;
        }
        out.printf("the server (pid %d) has not ended yet: waiting, at most %d s%n", process.pid(), END_SECONDS);
        if (!process.waitFor(END_SECONDS - QUICK_END_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Asks it to end as the system does, with SIGTERM where there is such a thing; it works off what it accepted. */
    public void terminate() {
        if (process.supportsNormalTermination()) {
            process.destroy();
        } else {
            try {
                askToStop();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Sends it a signal, such as {@code STOP} or {@code CONT}. */
    public void signal(String name) {
        try {
            int status = new ProcessBuilder("kill", "-" + name, String.valueOf(pid()))
                    .inheritIO()
                    .start()
                    .onExit()
                    .thenApply(Process::exitValue)
                    .join();
            if (status != 0) {
                throw new IllegalStateException("kill -" + name + " " + pid() + " ended with status " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as a crash would. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Ends it at once, if it has not ended and is not kept. */
    @Override
    public void close() {
        if (!kept) {
            process.destroyForcibly();
            forgetHook();
        }
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // this JVM is ending: the hook has its turn
        }
    }
}
