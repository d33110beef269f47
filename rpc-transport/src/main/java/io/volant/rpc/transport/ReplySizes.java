package io.volant.rpc.transport;

import io.volant.rpc.Request;
import java.util.function.ObjIntConsumer;

/** Who is told of the long replies on one connection. Thread-safe. */
final class ReplySizes {
    private volatile ObjIntConsumer<Request> listener = (request, bytes) -> {};

    void tell(ObjIntConsumer<Request> listener) {
        this.listener = listener;
    }

    /** The first piece of a reply has come, which has so many bytes on the wire; called on the event loop. */
    void onPieces(Request request, int bytes) {
        listener.accept(request, bytes);
    }
}
