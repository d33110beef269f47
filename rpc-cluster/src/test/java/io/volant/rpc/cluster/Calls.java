package io.volant.rpc.cluster;

import io.volant.rpc.CallOptions;
import io.volant.rpc.CallScope;
import io.volant.rpc.CodecLimits;
import io.volant.rpc.Deadline;
import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.Mistakes;
import io.volant.rpc.Payload;
import io.volant.rpc.Request;
import io.volant.rpc.RoutingKey;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import io.volant.rpc.ServiceCodec;
import io.volant.rpc.ServiceDescriptor;
import io.volant.rpc.Ticker;
import io.volant.rpc.contract.PlainSerializer;
import java.time.Duration;

/** Makes requests for balancers to look at, which nothing encodes. */
final class Calls {
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final ServiceDescriptor SERVICE = ServiceDescriptor.parse(Lookup.class, new Mistakes(Lookup.class));
    private static final ServiceCodec CODEC =
            new PlainSerializer().compile(SERVICE, CodecLimits.defaults(), new Mistakes(Lookup.class));

    private Calls() {}

    /** What the requests call. */
    @RpcService
    public interface Lookup {
        String find(long id);

        @RpcMethod(idempotent = true)
        String look(long id);

        String keyed(String first, @RoutingKey Long id);

        @RpcMethod(oneway = true)
        void note(String what);
    }

    static Request any(Ticker ticker) {
        return with(CallOptions.defaults(), ticker);
    }

    static Request with(CallOptions options, Ticker ticker) {
        return of("find", options, ticker, 1L);
    }

    static Request of(String method, CallOptions options, Ticker ticker, Object... arguments) {
        MethodDescriptor descriptor = SERVICE.methods().stream()
                .filter(each -> each.name().equals(method))
                .findFirst()
                .orElseThrow();
        return Request.outgoing(
                descriptor,
                CODEC,
                arguments,
                Payload.empty(),
                Deadline.after(TIMEOUT, ticker),
                ticker.nanoTime(),
                options,
                new CallScope());
    }
}
