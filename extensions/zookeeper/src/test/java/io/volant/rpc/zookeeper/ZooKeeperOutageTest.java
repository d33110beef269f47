package io.volant.rpc.zookeeper;

import io.volant.rpc.cluster.discovery.RegistryOutageContract;
import io.volant.rpc.cluster.discovery.RegistrySite;

/** Runs the suite of outages at a real server. */
class ZooKeeperOutageTest extends RegistryOutageContract {
    @Override
    protected RegistrySite site() throws Exception {
        return new Ensemble();
    }
}
