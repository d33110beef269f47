package io.volant.rpc.cluster.discovery;

import static io.volant.rpc.contract.Events.get;

import io.volant.rpc.Endpoint;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;

/** A registry whose server a test stops and starts, and servers that enter themselves. */
public abstract class AtRegistry extends DiscoveryContract {
    static final String ORDERS = "shop.Orders:1";
    static final String PRICES = "shop.Prices:2";

    static final Instance ALICE = new Instance(
            new Endpoint("127.0.0.1", 7_401), "alice", 1, 300, "cellar", Map.of("canary", "yes", "build", "östlich"));
    static final Instance BOB = Instance.of(new Endpoint("127.0.0.2", 7_401)).withId("bob", 1);

    private RegistrySite site;

    /** A site of its own for each test. */
    protected abstract RegistrySite site() throws Exception;

    @BeforeEach
    final void openSite() throws Exception {
        site = closing(site());
    }

    final void start() throws Exception {
        site.start();
    }

    final void stop() throws Exception {
        site.stop();
    }

    final Registry open() throws Exception {
        return closing(site.open());
    }

    final void kill(Registry registry) throws Exception {
        site.kill(registry);
    }

    final void letTimePass() throws Exception {
        site.letTimePass();
    }

    /** Waits for the end of what may fail; the failure as text, empty when it did not. */
    static String ending(CompletableFuture<Void> future) {
        return get(future.handle((done, error) -> error == null ? "" : error.toString()));
    }

    /** A listener at a client of its own. */
    final Told watch(String service) throws Exception {
        Told told = told();
        open().watch(service, told);
        return told;
    }
}
