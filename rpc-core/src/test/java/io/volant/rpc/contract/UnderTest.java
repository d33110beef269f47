package io.volant.rpc.contract;

import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcClientBuilder;
import io.volant.rpc.Serializer;
import io.volant.rpc.Transport;

/** What a suite runs against; an implementation's tests name both in one place. */
public interface UnderTest {
    /** A transport of its own for each test. */
    Transport transport();

    Serializer serializer();

    /** Where the settings of every client begin. */
    default RpcClientBuilder newClient() {
        return RpcClient.builder();
    }
}
