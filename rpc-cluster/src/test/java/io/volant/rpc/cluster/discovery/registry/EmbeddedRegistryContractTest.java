package io.volant.rpc.cluster.discovery.registry;

import io.volant.rpc.Endpoint;
import io.volant.rpc.Transport;
import io.volant.rpc.cluster.discovery.ChangingSourceContract;
import io.volant.rpc.cluster.discovery.EndpointSource;
import io.volant.rpc.cluster.discovery.Instance;
import io.volant.rpc.cluster.discovery.Registry;
import io.volant.rpc.cluster.discovery.RegistryContract;
import io.volant.rpc.cluster.discovery.RegistryOutageContract;
import io.volant.rpc.cluster.discovery.RegistrySite;
import io.volant.rpc.cluster.discovery.SourceSite;
import io.volant.rpc.inprocess.InProcessTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The suites of discovery, run by the embedded registry in memory over sockets, and with a file in one process. */
final class EmbeddedRegistryContractTest {
    private static EmbeddedSite overSockets() throws IOException {
        Transport transport = ServiceLoader.load(Transport.class).findFirst().orElseThrow();
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new EmbeddedSite(transport, free.getLocalPort(), null);
        }
    }

    private static EmbeddedSite inProcess(Path directory) {
        return new EmbeddedSite(new InProcessTransport(), 7_001, directory.resolve("registry"));
    }

    @Nested
    class OverSockets extends RegistryContract {
        @Override
        protected RegistrySite site() throws IOException {
            return overSockets();
        }
    }

    @Nested
    class InProcess extends RegistryContract {
        @TempDir
        Path directory;

        @Override
        protected RegistrySite site() {
            return inProcess(directory);
        }
    }

    @Nested
    class OutagesOverSockets extends RegistryOutageContract {
        @Override
        protected RegistrySite site() throws IOException {
            return overSockets();
        }
    }

    @Nested
    class OutagesWithAFile extends RegistryOutageContract {
        @TempDir
        Path directory;

        @Override
        protected RegistrySite site() {
            return inProcess(directory);
        }
    }

    @Nested
    class AsASource extends ChangingSourceContract {
        @Override
        protected SourceSite site(List<Endpoint> servers) throws IOException {
            EmbeddedSite registry = overSockets();
            registry.start();
            Registering site = new Registering(registry);
            site.offer(servers);
            return site;
        }
    }

    /** Servers enter themselves through one client, one after the other. */
    private static final class Registering implements SourceSite {
        private final EmbeddedSite registry;
        private final Registry servers;
        private final List<Registry.Registration> offering = new ArrayList<>();

        Registering(EmbeddedSite registry) {
            this.registry = registry;
            this.servers = registry.open();
        }

        @Override
        public EndpointSource open() {
            return registry.open();
        }

        @Override
        public void offer(List<Endpoint> endpoints) {
            offering.forEach(Registry.Registration::withdraw);
            offering.clear();
            for (Endpoint endpoint : endpoints) {
                offering.add(servers.register(Instance.of(endpoint), List.of(ChangingSourceContract.SERVICE)));
            }
        }

        @Override
        public void close() {
            servers.close();
            registry.close();
        }
    }
}
