package io.volant.rpc.serialization;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Records which classes the JVM loads, asked of the JVM itself. */
final class ClassLoads implements AutoCloseable {
    private static final Set<String> JAVA_BASE = Object.class.getModule().getPackages();

    /** The code of a lambda or a call site: what stands before its number differs between JDKs. */
    private static final Pattern HIDDEN = Pattern.compile("\\+|[./]0x[0-9a-f]+$");

    private final Recording recording = new Recording();

    private ClassLoads() {
        recording.enable("jdk.ClassLoad").withThreshold(Duration.ZERO).withoutStackTrace();
        recording.start();
    }

    static ClassLoads record() {
        return new ClassLoads();
    }

    /** The names of the classes that the current thread has loaded since, those of {@code java.base}, of the recorder and of lambdas apart. */
    Set<String> foreign() throws IOException {
        recording.stop();
        Path file = Files.createTempFile("class-loads", ".jfr");
        try {
            recording.dump(file);
            return foreign(RecordingFile.readAllEvents(file));
        } finally {
            Files.delete(file);
        }
    }

    private static Set<String> foreign(List<RecordedEvent> events) {
        long thread = Thread.currentThread().getId();
        Set<String> names = new TreeSet<>();
        for (RecordedEvent event : events) {
            RecordedClass loaded = event.getClass("loadedClass");
            boolean here = event.getThread() != null && event.getThread().getJavaThreadId() == thread;
            if (here && loaded != null && isForeign(loaded.getName())) {
                names.add(loaded.getName());
            }
        }
        return names;
    }

    private static boolean isForeign(String name) {
        return !HIDDEN.matcher(name).find() && !name.startsWith("jdk.jfr.") && !JAVA_BASE.contains(packageOf(name));
    }

    private static String packageOf(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    @Override
    public void close() {
        recording.close();
    }
}
