package io.volant.rpc.transport;

import io.volant.rpc.Acceptor;
import io.volant.rpc.ListenOptions;

/** What all connections of one listening server share. */
record ServerSettings(
        NettyLoops loops, ListenOptions options, Acceptor acceptor, Instance instance, ServerEpochs epochs) {}
