package io.volant.rpc.examples.hello;

import io.volant.rpc.RpcService;

/** Answers on the event loop, past all workers: once it has, everything sent before it has arrived. */
@RpcService
interface Arrival {
    void confirm();
}
