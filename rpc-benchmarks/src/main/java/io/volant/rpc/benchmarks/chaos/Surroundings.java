package io.volant.rpc.benchmarks.chaos;

import java.util.List;

/** Where the JVMs of a trial run, when that is not this machine as it is. Confined to one thread. */
interface Surroundings extends AutoCloseable {
    /** The number of a JVM that is not one of the servers. */
    int NO_SERVER = -1;

    /** The machine as it is. */
    Surroundings PLAIN = new Surroundings() {
        @Override
        public List<String> launcher(int server) {
            return List.of();
        }

        @Override
        public String host(int server) {
            return "127.0.0.1";
        }

        @Override
        public void close() {}
    };

    /** What stands before {@code java} on the command line of a JVM, by the number of its server or {@link #NO_SERVER}. */
    List<String> launcher(int server);

    /** The address at which a JVM listens, by the number of its server or {@link #NO_SERVER}. */
    String host(int server);

    /** Puts the machine back as it was, when the JVMs have ended. Idempotent. */
    @Override
    void close();
}
