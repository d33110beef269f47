package io.volant.rpc.cluster.discovery;

import static java.util.Objects.requireNonNull;

import io.volant.rpc.Endpoint;
import io.volant.rpc.VolantRuntime;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * Tells which servers offer a service. Thread-safe.
 *
 * <p>A source tells what it reads and nothing else: keeping the last good list, refusing an empty or senseless one and marking it
 * as stale is done for every source alike by {@link KnownInstances}. Its {@code toString()} names it in messages.
 */
public interface EndpointSource extends AutoCloseable {
    /** What a source tells. Its methods are called one at a time for one watch, and must not block; what they throw is logged. */
    interface Listener {
        /** The whole list as it is now, also when it is empty. */
        void onInstances(List<Instance> instances);

        /**
         * The list cannot be read now; what was told last stands. Told again as often as it was tried.
         *
         * @param reason a clause such as {@code registry 127.0.0.1:7001 refused the connection, 14 tries}
         */
        void onFailure(String reason);
    }

    /** A listener at a source. */
    interface Watch extends AutoCloseable {
        /** Nothing is told after this has returned, but what is being told meanwhile. Idempotent; does not block. */
        @Override
        void close();
    }

    /**
     * Tells the listener which servers offer {@code service}, soon and after every change, until the watch is closed. Does not
     * block and does not fail for what may come to work later: that is told to the listener.
     *
     * @param service {@code name:version}
     * @throws IllegalStateException if the source is closed
     */
    Watch watch(String service, Listener listener);

    /** Ends all watches and releases what the source holds. Idempotent. */
    @Override
    void close();

    /**
     * Always these servers, each said as {@link InstanceText} has it: {@code host:port}, or {@code host:port weight=50 zone=a}.
     *
     * @throws IllegalArgumentException if one is not, or there is none
     */
    static EndpointSource fixed(String... servers) {
        return InstanceList.of(servers);
    }

    /** As {@link #fixed(String...)}; an {@link InstanceList} is one that the program may change. */
    static EndpointSource fixed(Collection<Instance> servers) {
        return InstanceList.of(servers);
    }

    /** As {@link #dns(String, int, VolantRuntime)}, on the default runtime. */
    static EndpointSource dns(String host, int port) {
        Endpoint name = new Endpoint(host, port);
        return PolledSource.onDefaultRuntime(
                "DNS " + name, new NameServer(name, InetAddress::getAllByName), NameServer.INTERVAL);
    }

    /**
     * Every address of a host name, each a server on {@code port}, for whatever service. The name is resolved every 5 s by the JDK,
     * which remembers addresses for 30 s unless the security property {@code networkaddress.cache.ttl} says otherwise. A name that
     * has no address now is a failure.
     */
    static EndpointSource dns(String host, int port, VolantRuntime runtime) {
        Endpoint name = new Endpoint(host, port);
        return PolledSource.on(
                requireNonNull(runtime, "runtime"),
                "DNS " + name,
                new NameServer(name, InetAddress::getAllByName),
                NameServer.INTERVAL);
    }

    /** As {@link #file(Path, VolantRuntime)}, on the default runtime. */
    static EndpointSource file(Path file) {
        return PolledSource.onDefaultRuntime("file " + file, new InstanceFile(file), InstanceFile.INTERVAL);
    }

    /**
     * The servers that a file names, one per line as {@link InstanceText} has it, for whatever service; looked at every second and read
     * when it has changed. A file that is missing, not whole, or has a line that is no server is a failure. Whoever changes it
     * writes another file and renames it.
     */
    static EndpointSource file(Path file, VolantRuntime runtime) {
        return PolledSource.on(
                requireNonNull(runtime, "runtime"), "file " + file, new InstanceFile(file), InstanceFile.INTERVAL);
    }
}
