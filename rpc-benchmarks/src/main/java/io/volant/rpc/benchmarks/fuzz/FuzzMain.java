package io.volant.rpc.benchmarks.fuzz;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;

/** The main class of a JVM that fuzzes: hands its arguments to the engine, and ends with the JVM that started it. */
public final class FuzzMain {
    private static final String ENGINE = "com.code_intelligence.jazzer.Jazzer";

    private FuzzMain() {}

    /** The engine is no dependency: only this JVM has it on its class path. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread watch = new Thread(FuzzMain::endWithParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        try {
            Class.forName(ENGINE).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the fuzzing engine failed", e.getCause());
        }
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // nothing is said here; only the end counts
            }
        } catch (IOException e) {
            // the pipe is broken: the same
        }
        Runtime.getRuntime().halt(1);
    }
}
