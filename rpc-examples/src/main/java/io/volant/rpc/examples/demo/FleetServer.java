package io.volant.rpc.examples.demo;

import io.volant.rpc.examples.process.ServerProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** One of the demo's servers, through all its lives. Thread-safe. */
final class FleetServer implements AutoCloseable {
    private final String name;
    private final RunDirectory directory;
    private final Consumer<FleetServer> ended;
    private final List<Path> records = new CopyOnWriteArrayList<>();
    private volatile ServerProcess process;
    private volatile boolean toEnd;

    /** @param ended is told when a life of it has ended */
    FleetServer(String name, RunDirectory directory, String registryAddress, Consumer<FleetServer> ended) {
        this.name = name;
        this.directory = directory;
        this.ended = ended;
        this.process = begin(registryAddress);
    }

    String name() {
        return name;
    }

    /** That of its present life, or of the last one. */
    ServerProcess process() {
        return process;
    }

    boolean isAlive() {
        return !process.ended().isDone();
    }

    /** Whether it was the demo that ended its life. */
    boolean toEnd() {
        return toEnd;
    }

    /** What it wrote down in each life. */
    List<Path> records() {
        return List.copyOf(records);
    }

    /** Ends it as a crash would. */
    void kill() {
        toEnd = true;
        process.kill();
    }

    /** Asks it to leave: it takes itself out of the registry, finishes what it has accepted, and ends. */
    void drain() {
        toEnd = true;
        process.terminate();
    }

    /** Starts it anew, at another port, with a record of its own. */
    void startAgain(String registryAddress) {
        ServerProcess again = begin(registryAddress);
        toEnd = false;
        process = again;
    }

    private ServerProcess begin(String registryAddress) {
        String life = records.isEmpty() ? name : name + "-" + (records.size() + 1);
        Path record = directory.serverRecord(life);
        records.add(record);
        List<String> serve = List.of("serve", "--name=" + name, "--registry=" + registryAddress, "--record=" + record);
        ServerProcess begun = ServerProcess.launch("serving on ", serve, directory.log("server-" + life));
        begun.ended().thenAccept(status -> ended.accept(this));
        return begun;
    }

    @Override
    public void close() {
        process.close();
    }
}
