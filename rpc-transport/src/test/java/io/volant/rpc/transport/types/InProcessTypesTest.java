package io.volant.rpc.transport.types;

import io.volant.rpc.Transport;
import io.volant.rpc.inprocess.InProcessTransport;

/** Every type without sockets. */
class InProcessTypesTest extends TypesContract {
    @Override
    Transport transport() {
        return new InProcessTransport();
    }
}
