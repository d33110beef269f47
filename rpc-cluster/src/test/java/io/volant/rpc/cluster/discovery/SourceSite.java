package io.volant.rpc.cluster.discovery;

import io.volant.rpc.Endpoint;
import java.util.List;

/** What a source of the suite reads, and the way to it. */
public interface SourceSite extends AutoCloseable {
    /** A source that reads this site; the suite closes it. */
    EndpointSource open() throws Exception;

    /** From now on these servers, and no others, offer {@link EndpointSourceContract#SERVICE}; never asked where lists do not change. */
    void offer(List<Endpoint> servers) throws Exception;

    /** Called when all its sources are closed. */
    @Override
    void close();
}
