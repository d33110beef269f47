package io.volant.rpc.benchmarks.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/** What the recordings of both JVMs of a run show. Confined to one thread. */
final class Samples {
    private static final String RECORDER = "JFR ";

    private final Map<Stage, Long> stacks = new EnumMap<>(Stage.class);
    private final Map<Stage, Long> bytes = new EnumMap<>(Stage.class);
    private final Map<Kind, Objects> objects = new HashMap<>();

    /** Adds a recording. */
    void add(Path recording) throws IOException {
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                add(file.readEvent());
            }
        }
    }

    /** How many stacks there are. */
    long stacks() {
        return stacks.values().stream().mapToLong(Long::longValue).sum();
    }

    /** A stage's share of all stacks. */
    double time(Stage stage) {
        return stacks.getOrDefault(stage, 0L) / (double) Math.max(1, stacks());
    }

    /** A stage's share of all allocated bytes. */
    double memory(Stage stage) {
        return bytes.getOrDefault(stage, 0L) / (double) Math.max(1, bytes());
    }

    /** Shares of all allocated bytes by class and stage, largest first. */
    List<Share> classes() {
        double all = Math.max(1, bytes());
        return objects.entrySet().stream()
                .map(entry -> new Share(
                        entry.getKey(),
                        entry.getValue().weight / all,
                        entry.getValue().sizes / (double) entry.getValue().samples))
                .sorted((a, b) -> Double.compare(b.bytes, a.bytes))
                .toList();
    }

    private long bytes() {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    private void add(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case "jdk.ExecutionSample" -> {
                if (!event.getThread("sampledThread").getJavaName().startsWith(RECORDER)) {
                    stacks.merge(stage(event), 1L, Long::sum);
                }
            }
            case "jdk.ObjectAllocationInNewTLAB" -> allocated(event, event.getLong("tlabSize"));
            case "jdk.ObjectAllocationOutsideTLAB" -> allocated(event, event.getLong("allocationSize"));
            default -> {}
        }
    }

    private void allocated(RecordedEvent event, long weight) {
        Stage stage = stage(event);
        bytes.merge(stage, weight, Long::sum);
        Objects seen = objects.computeIfAbsent(
                new Kind(event.getClass("objectClass").getName(), stage), kind -> new Objects());
        seen.weight += weight;
        seen.sizes += event.getLong("allocationSize");
        seen.samples++;
    }

    private static Stage stage(RecordedEvent event) {
        if (event.getStackTrace() == null) {
            return Stage.OTHER;
        }
        return Stage.of(
                event.getStackTrace().getFrames().stream().map(Samples::name).collect(Collectors.toList()));
    }

    private static String name(RecordedFrame frame) {
        RecordedMethod method = frame.getMethod();
        return method.getType().getName() + "." + method.getName();
    }

    /** Objects of one class that one stage makes. */
    record Kind(String type, Stage stage) {
        /** As one writes it, without its package. */
        String shortType() {
            return switch (type) {
                case "[B" -> "byte[]";
                case "[C" -> "char[]";
                case "[I" -> "int[]";
                case "[J" -> "long[]";
                default -> {
                    String visible = type.replaceAll("\\$\\$Lambda.*", " lambda");
                    String name = visible.substring(visible.lastIndexOf('.') + 1);
                    yield type.startsWith("[L") ? name.replace(";", "[]") : name;
                }
            };
        }
    }

    /**
     * A kind's share.
     *
     * @param bytes of all bytes
     * @param size of an object, on average
     */
    record Share(Kind kind, double bytes, double size) {}

    private static final class Objects {
        private long weight;
        private long sizes;
        private long samples;
    }
}
