package io.volant.rpc;

import java.util.List;
import java.util.Optional;

/** What a listening transport asks of its server. Called on event loops: thread-safe, never blocks. */
public interface Acceptor {
    Optional<ExportedService> service(String name, String version);

    /** {@code name:version} of every service, for the answer to a caller who asked for another one. */
    List<String> services();
}
