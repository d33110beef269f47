package io.volant.rpc.inprocess;

import io.volant.rpc.Acceptor;
import io.volant.rpc.CallScope;
import io.volant.rpc.Deadline;
import io.volant.rpc.ExportedService;
import io.volant.rpc.Failure;
import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.Outcome;
import io.volant.rpc.Peer;
import io.volant.rpc.Request;
import io.volant.rpc.ServiceCodec;
import io.volant.rpc.ServiceDescriptor;
import io.volant.rpc.Ticker;
import io.volant.rpc.TransportFailures;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A service as one client knows it, matched by signature and digest with what the server offers. Immutable. */
final class Binding {
    private final @Nullable ExportedService service; // null when the server has none of that name and version
    private final @Nullable MethodDescriptor[] methods; // by the client's index; null where refused
    private final @Nullable Failure[] refusals; // by the client's index; null where usable

    private Binding(@Nullable ExportedService service, int methods) {
        this.service = service;
        this.methods = new MethodDescriptor[methods];
        this.refusals = new Failure[methods];
    }

    static Binding of(ServiceCodec client, Acceptor acceptor, String server) {
        ServiceDescriptor wanted = client.service();
        Optional<ExportedService> found = acceptor.service(wanted.name(), wanted.version());
        Binding binding = new Binding(found.orElse(null), wanted.methods().size());
        for (MethodDescriptor method : wanted.methods()) {
            if (found.isPresent()) {
                binding.match(method, client, found.get().codec(), server);
            } else {
                binding.refusals[method.index()] =
                        TransportFailures.unknownService(server, wanted, acceptor.services());
            }
        }
        return binding;
    }

    /** Why the method cannot be called; null when it can. */
    @Nullable
    Failure refusal(MethodDescriptor method) {
        return refusals[method.index()];
    }

    /** The call as the server receives it; only for methods that are not {@linkplain #refusal refused}. */
    ServedCall serve(Request sent, Ticker ticker, Peer client, InProcessLoop loop) {
        MethodDescriptor method = methods[sent.method().index()];
        if (service == null || method == null) {
            throw new IllegalStateException(sent.method() + " is refused");
        }
        long now = ticker.nanoTime();
        Request received = Request.incoming(
                        method,
                        service.codec(),
                        sent.payload(),
                        sent.metadata(),
                        new Deadline(now + Math.max(0, sent.deadline().remainingNanos()), ticker),
                        now,
                        new CallScope(),
                        client)
                .withPriority(sent.priority());
        return new ServedCall(received, service.invoker(), loop);
    }

    private void match(MethodDescriptor method, ServiceCodec client, ServiceCodec server, String address) {
        int index = method.index();
        for (MethodDescriptor candidate : server.service().methods()) {
            if (!candidate.signature().equals(method.signature())) {
                continue;
            }
            if (client.digest(index) == server.digest(candidate.index())) {
                methods[index] = candidate;
            } else {
                refusals[index] = TransportFailures.differs(
                        address, client.compare(index, server.schema(candidate.index())), Outcome.REJECTED);
            }
            return;
        }
        refusals[index] = TransportFailures.unknownMethod(address, client.service(), method);
    }
}
