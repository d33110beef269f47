package io.volant.rpc;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The services of one server, by {@code name:version}. Immutable. */
record Exports(Map<String, ExportedService> byName) implements Acceptor {
    /** Every server has it, so that it is not what a server is said to serve. */
    static final String HEALTH = "Health:1";

    @Override
    public Optional<ExportedService> service(String name, String version) {
        return Optional.ofNullable(byName.get(name + ":" + version));
    }

    @Override
    public List<String> services() {
        return byName.keySet().stream().filter(name -> !name.equals(HEALTH)).toList();
    }
}
