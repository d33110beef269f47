package io.volant.rpc.examples.demo;

import io.volant.rpc.cluster.discovery.Registry;
import io.volant.rpc.cluster.discovery.registry.RegistryClient;
import io.volant.rpc.zookeeper.ZooKeeperRegistry;

/** The registries that demo and serve know. */
final class Registries {
    static final String ZOOKEEPER = "zookeeper:";

    private Registries() {}

    /** The client of a registry: {@code HOST:PORT} of an embedded one, {@code zookeeper:HOST:PORT}. */
    static Registry open(String address) {
        return address.startsWith(ZOOKEEPER)
                ? ZooKeeperRegistry.connect(address.substring(ZOOKEEPER.length()))
                : RegistryClient.at(address);
    }
}
