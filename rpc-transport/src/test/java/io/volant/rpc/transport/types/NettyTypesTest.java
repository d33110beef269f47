package io.volant.rpc.transport.types;

import io.volant.rpc.Transport;
import io.volant.rpc.transport.NettyTransport;

/** Every type over TCP. */
class NettyTypesTest extends TypesContract {
    @Override
    Transport transport() {
        return new NettyTransport();
    }
}
