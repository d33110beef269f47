package io.volant.rpc.benchmarks.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code name=value} arguments of a JVM of a trial. Immutable. */
record Settings(Map<String, String> values) {
    static final Settings NONE = new Settings(Map.of());

    Settings {
        values = Map.copyOf(values);
    }

    static Settings parse(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            values.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return new Settings(values);
    }

    Settings with(String name, Object value) {
        Map<String, String> more = new HashMap<>(values);
        more.put(name, value.toString());
        return new Settings(more);
    }

    Settings with(Settings others) {
        Map<String, String> more = new HashMap<>(values);
        more.putAll(others.values);
        return new Settings(more);
    }

    String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + ": not given, among " + values);
        }
        return value;
    }

    int number(String name) {
        return Integer.parseInt(text(name));
    }

    /** Whether a protection is on, as each is unless a trial says otherwise. */
    boolean on(String protection) {
        return !values.getOrDefault(protection, "on").equals("off");
    }

    /** Whether this JVM is not reached at a loopback address, but over a line on which plain text has to be allowed. */
    boolean leavesLoopback() {
        return !text("host").startsWith("127.");
    }

    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        values.forEach((name, value) -> arguments.add(name + "=" + value));
        return arguments;
    }
}
