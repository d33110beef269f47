package io.volant.rpc.cluster;

import io.volant.rpc.RpcService;

/** Another service of the same servers. */
@RpcService
interface Stall {
    String name();
}
