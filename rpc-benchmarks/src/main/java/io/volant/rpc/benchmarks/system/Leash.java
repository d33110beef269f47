package io.volant.rpc.benchmarks.system;

/**
 * Ends a process, and what that has started, when this JVM ends with an exit or by a signal that it can catch, whatever the process
 * is doing. Against SIGKILL the process must watch its input. Let go of with {@link #close}.
 */
public final class Leash implements AutoCloseable {
    private final Thread hook;

    private Leash(Thread hook) {
        this.hook = hook;
    }

    /** Takes hold of a process; kills it at once when this JVM is ending already. */
    public static Leash of(Process process) {
        Leash leash = new Leash(new Thread(() -> kill(process), "leash of " + process.pid()));
        try {
            Runtime.getRuntime().addShutdownHook(leash.hook);
        } catch (IllegalStateException e) {
            kill(process);
        }
        return leash;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // this JVM is ending, and the hook does its work
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
