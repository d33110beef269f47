package io.volant.rpc.examples.demo;

import io.volant.rpc.Interceptor;
import io.volant.rpc.Invoker;
import io.volant.rpc.Metadata;
import io.volant.rpc.MethodDescriptor;

/** Puts the name of a server into the metadata of every reply, so that a client can tell who gave it. */
final class ServerName implements Interceptor {
    private static final String KEY = "demo-server";

    private final Metadata metadata;

    ServerName(String name) {
        this.metadata = Metadata.of(KEY, name);
    }

    @Override
    public Invoker around(MethodDescriptor method, Invoker next) {
        return method.oneway()
                ? next
                : request -> next.invoke(request).thenApply(reply -> reply.withMetadata(metadata));
    }

    /** The name in the metadata of a reply; empty where there is none. */
    static String of(Metadata reply) {
        return reply.get(KEY).orElse("");
    }
}
