package io.volant.rpc.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** Who was compared: bytes on the wire, versions and settings, and who is missing. */
final class CompareSystems {
    private static final List<String> METHODS = List.of("existUser", "createUser", "getUser", "listUser");

    private CompareSystems() {}

    static String of(RunnerFile file) {
        List<SystemInfo> systems = file.systems() == null ? List.of() : file.systems();
        StringBuilder out = new StringBuilder(wire(systems));
        for (SystemInfo system : systems) {
            out.append("- `")
                    .append(system.label())
                    .append("`: ")
                    .append(describe(system))
                    .append('\n');
        }
        return out.append('\n').toString();
    }

    private static String wire(List<SystemInfo> systems) {
        List<SystemInfo> counted =
                systems.stream().filter(system -> !system.wire().isEmpty()).toList();
        if (counted.isEmpty()) {
            return "";
        }
        List<String> heads = new ArrayList<>(List.of("bytes of a question + of its answer"));
        heads.addAll(METHODS);
        TextTable table = new TextTable(heads);
        for (SystemInfo system : counted) {
            List<String> cells = new ArrayList<>(List.of(system.label()));
            METHODS.forEach(method -> cells.add(system.wire().stream()
                    .filter(bytes -> bytes.method().equals(method))
                    .map(bytes -> Figures.plain(bytes.request()) + " + " + Figures.plain(bytes.response()))
                    .findFirst()
                    .orElse("–")));
            table.add(cells);
        }
        return table + "\n";
    }

    private static String describe(SystemInfo system) {
        List<String> parts = new ArrayList<>();
        if (!system.failure().isEmpty()) {
            parts.add("NOT MEASURED to the end, " + system.failure());
        }
        if (!system.versions().isEmpty()) {
            parts.add(String.join(", ", system.versions()));
        }
        if (!system.settings().isEmpty()) {
            parts.add(system.settings());
        }
        if (!system.source().isEmpty()) {
            parts.add("settings: " + system.source());
        }
        return String.join("; ", parts);
    }
}
