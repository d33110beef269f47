package io.volant.rpc.benchmarks.profile;

import io.volant.rpc.benchmarks.report.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Profiles of one case as Markdown. */
final class ProfileText {
    private static final double LEAST_SHARE = 0.004; // of the bytes of a call

    private ProfileText() {}

    /** A row per stage and a column per profile: microseconds per call, and bytes per call. */
    static String stages(String which, List<Profile> profiles) {
        List<String> head = new ArrayList<>(List.of(which));
        profiles.forEach(profile -> head.add(profile.name() + " µs"));
        profiles.forEach(profile -> head.add(profile.name() + " B"));
        TextTable table = new TextTable(head);
        for (Stage stage : Stage.values()) {
            row(table, stage.label(), profiles, profile -> profile.micros(stage), profile -> profile.bytes(stage));
        }
        row(table, "kernel: sockets, parking, waking", profiles, Profile::kernelMicros, profile -> 0);
        row(table, "collector", profiles, Profile::collectorMicros, profile -> 0);
        row(table, "compilers", profiles, Profile::compilerMicros, profile -> 0);
        row(table, "all", profiles, Profile::allMicros, Profile::allBytes);
        return table.toString();
    }

    /** A row per class and stage that makes its objects. */
    static String objects(Profile profile) {
        TextTable table = new TextTable(List.of(profile.name() + ": class", "made by", "B each", "B/call"));
        for (Samples.Share share : profile.samples().classes()) {
            if (share.bytes() >= LEAST_SHARE) {
                table.add(List.of(
                        share.kind().shortType(),
                        share.kind().stage().label(),
                        number(share.size()),
                        number(share.bytes() * profile.allBytes())));
            }
        }
        return table.toString();
    }

    private static void row(
            TextTable table,
            String label,
            List<Profile> profiles,
            ToDoubleFunction<Profile> micros,
            ToDoubleFunction<Profile> bytes) {
        List<String> cells = new ArrayList<>(List.of(label));
        profiles.forEach(profile -> cells.add(number(micros.applyAsDouble(profile))));
        profiles.forEach(profile -> cells.add(number(bytes.applyAsDouble(profile))));
        if (cells.stream().skip(1).anyMatch(cell -> !cell.equals("–"))) {
            table.add(cells);
        }
    }

    private static String number(double figure) {
        if (figure < 0.005) {
            return "–";
        }
        return String.format(Locale.ROOT, figure < 10 ? "%.2f" : "%,.0f", figure);
    }
}
