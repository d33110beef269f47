package io.volant.rpc.cluster.discovery;

/** A registry of the suite: its server, and the way to it. The server does not run at first. */
public interface RegistrySite extends AutoCloseable {
    /** Starts the server, again on the same address with what a restart leaves it. */
    void start() throws Exception;

    /** Ends the server as the death of its process would. */
    void stop() throws Exception;

    /** A client of the registry with threads of its own; the suite closes it. Does not need the server. */
    Registry open() throws Exception;

    /** Lets {@code registry}, one of those opened here, fall silent as by the death of its process. */
    void kill(Registry registry) throws Exception;

    /** Makes what waits for time to pass, such as a lease that nobody renews, happen soon. */
    void letTimePass() throws Exception;

    /** Called when all its clients are closed. */
    @Override
    void close();
}
