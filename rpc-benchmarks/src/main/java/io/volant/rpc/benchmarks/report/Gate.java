package io.volant.rpc.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whether calls cost more than was recorded.
 *
 * @param table recorded, measured and allowed, a line per figure
 * @param failures a sentence for each figure that is worse than allowed or missing
 * @param notes what there is to know besides
 */
public record Gate(String table, List<String> failures, List<String> notes) {
    /** A figure may be so many times what was recorded. */
    static final double ALLOWED = 1.25;

    private static final String UNKNOWN = "–";

    public Gate {
        failures = List.copyOf(failures);
        notes = List.copyOf(notes);
    }

    public static Gate of(GateRecord recorded, GateRecord measured) {
        return new Judge(recorded, measured).judge();
    }

    public boolean isOpen() {
        return failures.isEmpty();
    }

    private static final class Judge {
        private final GateRecord recorded;
        private final GateRecord measured;
        private final TextTable table =
                new TextTable(List.of("figure", "recorded", "measured", "ratio", "allowed", "verdict"));
        private final List<String> failures = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        Judge(GateRecord recorded, GateRecord measured) {
            this.recorded = recorded;
            this.measured = measured;
        }

        Gate judge() {
            Map<String, GateRecord.Figure> before = byName(recorded);
            Map<String, GateRecord.Figure> now = byName(measured);
            for (GateRecord.Figure figure : measured.figures()) {
                GateRecord.Figure old = before.get(figure.name());
                if (old == null) {
                    failures.add(figure.name() + ": not recorded");
                } else {
                    compareCpu(figure.name() + ", CPU × R2", old.cpuTimesR2(), figure.cpuTimesR2());
                    compare(figure.name() + ", bytes per call", old.bytesPerCall(), figure.bytesPerCall());
                }
            }
            for (GateRecord.Figure old : recorded.figures()) {
                if (!now.containsKey(old.name())) {
                    failures.add(old.name() + ": recorded, not measured");
                }
            }
            if (now.isEmpty()) {
                failures.add("nothing was measured");
            }
            differs("JDK", recorded.jdk(), measured.jdk());
            differs("processor", recorded.cpu(), measured.cpu());
            return new Gate(table.toString(), failures, notes);
        }

        private void compareCpu(String name, double before, double now) {
            if (Double.isNaN(before) && now > 0 && Double.isFinite(now)) {
                table.add(List.of(name, UNKNOWN, shown(now), UNKNOWN, UNKNOWN, "not judged"));
                notes.add(name + ": not judged, for the record of this processor has none: record again");
            } else {
                compare(name, before, now);
            }
        }

        private void compare(String name, double before, double now) {
            double allowed = before * ALLOWED;
            boolean passes = now > 0 && now <= allowed && Double.isFinite(allowed); // what is no number fails
            if (!passes) {
                failures.add(name + ": measured " + shown(now) + ", recorded " + shown(before) + ", allowed "
                        + shown(allowed));
            } else if (now * ALLOWED < before) {
                notes.add(name + ": so much better that it is worth recording again");
            }
            table.add(List.of(
                    name, shown(before), shown(now), shown(now / before), shown(allowed), passes ? "ok" : "FAILED"));
        }

        private void differs(String what, String before, String now) {
            if (!before.equals(now)) {
                notes.add("recorded with another " + what + ": \"" + before + "\", here \"" + now + "\"");
            }
        }

        private static Map<String, GateRecord.Figure> byName(GateRecord record) {
            return record.figures().stream()
                    .collect(Collectors.toMap(GateRecord.Figure::name, figure -> figure, (first, second) -> second));
        }

        private static String shown(double figure) {
            return Double.isFinite(figure) ? Figures.plain(figure) : UNKNOWN;
        }
    }
}
