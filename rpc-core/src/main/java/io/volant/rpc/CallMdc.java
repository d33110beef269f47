package io.volant.rpc;

import org.slf4j.MDC;

/** The keys of a call in the logging context of the thread that works on it. */
final class CallMdc {
    private static final String SERVICE = "rpc.service";
    private static final String METHOD = "rpc.method";
    private static final String CALL = "rpc.call";
    private static final String PEER = "rpc.peer";

    private CallMdc() {}

    static void put(Request request, String id) {
        MDC.put(SERVICE, request.method().service());
        MDC.put(METHOD, request.method().name());
        MDC.put(CALL, id);
        MDC.put(PEER, request.peer().address());
    }

    static void remove() {
        MDC.remove(SERVICE);
        MDC.remove(METHOD);
        MDC.remove(CALL);
        MDC.remove(PEER);
    }
}
