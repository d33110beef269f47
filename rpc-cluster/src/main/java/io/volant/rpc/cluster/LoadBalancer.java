package io.volant.rpc.cluster;

import io.volant.rpc.Response;
import java.util.List;

/** A way to spread calls over nodes. Thread-safe; one may serve several clients. */
public interface LoadBalancer {
    /**
     * A picker for these nodes, of which there is at least one; asked again whenever they or their weights change, which is where
     * everything that takes time belongs. The nodes keep what is known of them.
     */
    Picker picker(List<Node> nodes);

    /**
     * A call has ended, after the node's own figures were brought up to date. Called on the thread that ends it; must not block.
     *
     * @param nanos since the call went out
     */
    default void onFinished(Node node, Response response, long nanos) {}
}
