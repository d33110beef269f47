package io.volant.rpc.cluster.discovery;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.Endpoint;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every source does, also one whose list never changes. */
public abstract class EndpointSourceContract extends DiscoveryContract {
    /** The service that the servers of the suite offer. */
    public static final String SERVICE = "shop.Orders:1";

    static final Endpoint FIRST = new Endpoint("127.0.0.1", 7_301);
    static final Endpoint SECOND = new Endpoint("127.0.0.2", 7_301);
    static final Endpoint THIRD = new Endpoint("127.0.0.3", 7_301);

    private SourceSite site;
    private EndpointSource source;

    /** A site where {@code servers}, all of them on one port, offer {@link #SERVICE}. */
    protected abstract SourceSite site(List<Endpoint> servers) throws Exception;

    @BeforeEach
    final void openSite() throws Exception {
        site = closing(site(List.of(FIRST, SECOND)));
        source = open();
    }

    final SourceSite site() {
        return site;
    }

    final EndpointSource source() {
        return source;
    }

    final EndpointSource open() throws Exception {
        return closing(site.open());
    }

    final Told watch() {
        Told told = told();
        source.watch(SERVICE, told);
        return told;
    }

    @Test
    void tellsTheServersOfAServiceSoon() throws Exception {
        watch().awaitEndpoints(List.of(FIRST, SECOND));
    }

    @Test
    void tellsEveryListenerOfAService() throws Exception {
        Told first = watch();
        first.awaitEndpoints(List.of(FIRST, SECOND));
        Told second = watch();
        second.awaitEndpoints(List.of(FIRST, SECOND));
    }

    @Test
    void anotherSourceOfTheSameSiteTellsTheSame() throws Exception {
        Told other = told();
        open().watch(SERVICE, other);
        watch().awaitEndpoints(List.of(FIRST, SECOND));
        other.awaitEndpoints(List.of(FIRST, SECOND));
    }

    @Test
    void aListenerThatThrowsHarmsNoOther() throws Exception {
        source.watch(SERVICE, new BrokenListener());
        watch().awaitEndpoints(List.of(FIRST, SECOND));
    }

    @Test
    void anEndedWatchEndsNoOther() throws Exception {
        EndpointSource.Watch ended = source.watch(SERVICE, told());
        ended.close();
        ended.close();
        watch().awaitEndpoints(List.of(FIRST, SECOND));
    }

    @Test
    void closesTwice() throws Exception {
        watch().awaitEndpoints(List.of(FIRST, SECOND));
        source.close();
        source.close();
    }

    @Test
    void aClosedSourceRefusesToWatch() {
        source.close();
        assertThatThrownBy(() -> source.watch(SERVICE, told()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aWatchMayBeEndedAfterItsSource() {
        EndpointSource.Watch watch = source.watch(SERVICE, told());
        source.close();
        watch.close();
    }
}
