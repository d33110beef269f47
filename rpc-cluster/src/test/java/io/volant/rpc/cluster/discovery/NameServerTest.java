package io.volant.rpc.cluster.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.Endpoint;
import io.volant.rpc.FakeTime;
import io.volant.rpc.Warnings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NameServerTest {
    private static final Endpoint NAME = new Endpoint("orders.example", 9090);

    private final AtomicReference<List<String>> zone = new AtomicReference<>(List.of());
    private final NameServer names = new NameServer(NAME, this::resolve);

    private InetAddress[] resolve(String name) throws UnknownHostException {
        assertThat(name).isEqualTo("orders.example");
        if (zone.get().isEmpty()) {
            throw new UnknownHostException(name);
        }
        InetAddress[] addresses = new InetAddress[zone.get().size()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = InetAddress.getAllByName(zone.get().get(i))[0]; // a literal: nobody is asked
        }
        return addresses;
    }

    @Test
    void everyAddressOfANameIsAServer() throws IOException {
        zone.set(List.of("10.0.0.2", "10.0.0.1", "::1", "10.0.0.2"));

        assertThat(names.read())
                .extracting(Instance::toString)
                .containsExactly("[0:0:0:0:0:0:0:1]:9090", "10.0.0.1:9090", "10.0.0.2:9090");
    }

    @Test
    void theOrderOfTheAnswerIsNoNews() throws IOException {
        zone.set(List.of("10.0.0.2", "10.0.0.1"));
        List<Instance> first = names.read();
        zone.set(List.of("10.0.0.1", "10.0.0.2"));

        assertThat(names.read()).isEqualTo(first);
    }

    @Test
    void aNameIsResolvedAnewAndAFailureLeavesWhatWasTold() throws InterruptedException {
        FakeTime time = new FakeTime();
        Surroundings around = new Surroundings(time, time, Runnable::run, new Warnings(time));
        PolledSource source = new PolledSource("DNS", names, NameServer.INTERVAL, around, () -> {});
        Told told = new Told();
        source.watch("Orders:1", told);
        assertThat(told.failures()).containsExactly("the name server has no address for orders.example");
        zone.set(List.of("10.0.0.1"));
        time.advance(NameServer.INTERVAL);
        told.awaitEndpoints(List.of(new Endpoint("10.0.0.1", 9090)));
        zone.set(List.of());
        time.advance(NameServer.INTERVAL.multipliedBy(2));
        assertThat(told.failures()).hasSize(3);
        assertThat(told.lists()).hasSize(1);
        zone.set(List.of("10.0.0.1", "10.0.0.2"));
        time.advance(NameServer.INTERVAL);

        told.awaitEndpoints(List.of(new Endpoint("10.0.0.1", 9090), new Endpoint("10.0.0.2", 9090)));
        source.close();
    }

    @Test
    void aFaultOfTheResolverDoesNotEndTheReading() {
        FakeTime time = new FakeTime();
        Surroundings around = new Surroundings(time, time, Runnable::run, new Warnings(time));
        NameServer broken = new NameServer(NAME, name -> {
            throw new IllegalStateException("a fault");
        });
        PolledSource source = new PolledSource("DNS of orders", broken, NameServer.INTERVAL, around, () -> {});
        Told told = new Told();
        source.watch("Orders:1", told);
        time.advance(NameServer.INTERVAL);

        assertThat(told.failures())
                .hasSize(2)
                .containsOnly("DNS of orders cannot be read: java.lang.IllegalStateException: a fault");
        source.close();
    }

    @Test
    void theResolverOfTheJdkFindsLoopback() throws Exception {
        try (EndpointSource source = EndpointSource.dns("localhost", 9090)) {
            Told told = new Told();
            source.watch("Orders:1", told);

            told.awaitList("127.0.0.1", list -> list.contains(Instance.of(new Endpoint("127.0.0.1", 9090))));
            assertThat(source).hasToString("DNS localhost:9090");
        }
    }

    @Test
    void aSocketFileHasNoAddresses() {
        assertThatThrownBy(() -> new NameServer(Endpoint.unix(Path.of("/run/x")), InetAddress::getAllByName))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("host: \"unix:/run/x\" (expected: a host name)");
    }

    /** The suite, with a name server in hand and the threads of a real runtime. */
    @Nested
    class Suite extends ChangingSourceContract {
        @Override
        protected SourceSite site(List<Endpoint> servers) throws IOException {
            AtomicReference<List<Endpoint>> offered = new AtomicReference<>(servers);
            return new SourceSite() {
                @Override
                public EndpointSource open() {
                    NameServer atSite = new NameServer(
                            new Endpoint("orders.example", servers.get(0).port()), name -> {
                                InetAddress[] addresses =
                                        new InetAddress[offered.get().size()];
                                for (int i = 0; i < addresses.length; i++) {
                                    addresses[i] = InetAddress.getAllByName(
                                            offered.get().get(i).host())[0];
                                }
                                return addresses;
                            });
                    return PolledSource.onDefaultRuntime("DNS", atSite, Duration.ofMillis(20));
                }

                @Override
                public void offer(List<Endpoint> servers) {
                    offered.set(servers);
                }

                @Override
                public void close() {
                    // nothing but the list
                }
            };
        }
    }
}
