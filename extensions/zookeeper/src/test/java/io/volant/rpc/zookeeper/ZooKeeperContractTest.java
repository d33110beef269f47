package io.volant.rpc.zookeeper;

import io.volant.rpc.Endpoint;
import io.volant.rpc.cluster.discovery.ChangingSourceContract;
import io.volant.rpc.cluster.discovery.EndpointSource;
import io.volant.rpc.cluster.discovery.RegistryContract;
import io.volant.rpc.cluster.discovery.RegistrySite;
import io.volant.rpc.cluster.discovery.SourceSite;
import java.util.ArrayList;
import java.util.List;
import org.apache.curator.framework.CuratorFramework;
import org.junit.jupiter.api.Nested;

/** Runs the suites of discovery at a real server; that of outages, which takes as long as all others, has a class of its own. */
class ZooKeeperContractTest {
    @Nested
    class AsRegistry extends RegistryContract {
        @Override
        protected RegistrySite site() throws Exception {
            return new Ensemble();
        }
    }

    @Nested
    class AsSource extends ChangingSourceContract {
        @Override
        protected SourceSite site(List<Endpoint> servers) throws Exception {
            Ensemble ensemble = new Ensemble();
            ensemble.start();
            CuratorFramework client = ensemble.client();
            List<Endpoint> present = new ArrayList<>();
            SourceSite site = new SourceSite() {
                @Override
                public EndpointSource open() {
                    return ensemble.open();
                }

                @Override
                public void offer(List<Endpoint> servers) throws Exception {
                    for (Endpoint server : servers) {
                        Ensemble.write(client, SERVICE, server);
                    }
                    for (Endpoint server : present) {
                        if (!servers.contains(server)) {
                            Ensemble.delete(client, SERVICE, server);
                        }
                    }
                    present.clear();
                    present.addAll(servers);
                }

                @Override
                public void close() {
                    client.close();
                    ensemble.close();
                }
            };
            site.offer(servers);
            return site;
        }
    }
}
