package io.volant.rpc.transport;

import io.volant.rpc.Acceptor;
import io.volant.rpc.ExportedService;
import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.ServiceCodec;
import io.volant.rpc.Status;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Answers the BINDs of one connection, and knows what its method ids stand for. Confined to the event loop. */
final class ServerBindings {
    private final Acceptor acceptor;
    private final int largestFrame;
    private final TreeMap<Integer, BoundService> byBase = new TreeMap<>();
    private @Nullable BoundService latest;

    /** Bindings of a peer that accepts frames up to {@code largestFrame}. */
    ServerBindings(Acceptor acceptor, int largestFrame) {
        this.acceptor = acceptor;
        this.largestFrame = largestFrame;
    }

    /** The range that the method id lies in; null when it lies in none. */
    @Nullable
    BoundService find(int methodId) {
        BoundService found = latest;
        if (found != null && methodId >= found.base() && methodId < found.end()) {
            return found;
        }
        Map.Entry<Integer, BoundService> floor = byBase.floorEntry(methodId);
        if (floor == null || methodId >= floor.getValue().end()) {
            return null;
        }
        latest = floor.getValue();
        return latest;
    }

    /** Answers a BIND; {@code draining} servers bind nothing new. */
    BindAck onBind(BindFrame bind, boolean draining) {
        checkRange(bind);
        if (draining) {
            return refuse(bind, Status.UNAVAILABLE, "The server is shutting down.");
        }
        ExportedService exported =
                acceptor.service(bind.service(), bind.version()).orElse(null);
        if (exported == null) {
            return refuse(bind, Status.UNIMPLEMENTED, served());
        }
        if (bind.full()) {
            return compare(bind, exported);
        }
        ServiceCodec codec = exported.codec();
        boolean same = bind.digest() == BindKey.of(codec).serviceDigest()
                && bind.count() == codec.service().methods().size();
        if (!same) {
            put(BoundService.pending(bind));
            return BindAck.sendFull();
        }
        put(BoundService.usable(bind, exported, codec.service().methods().toArray(new MethodDescriptor[0])));
        return BindAck.allUsable();
    }

    private void checkRange(BindFrame bind) {
        Map.Entry<Integer, BoundService> before = byBase.lowerEntry(bind.base() + bind.count());
        if (before != null
                && before.getValue().end() > bind.base()
                && !before.getValue().isCompletedBy(bind)) {
            throw new ProtocolFault(
                    Rule.BIND_RANGE,
                    "BIND " + bind.base() + ".." + (bind.base() + bind.count() - 1) + " (expected: none of "
                            + before.getValue().base() + ".."
                            + (before.getValue().end() - 1) + ", which is bound)");
        }
    }

    private String served() {
        List<String> services = acceptor.services();
        return services.isEmpty() ? "It serves nothing." : "It serves: " + String.join(", ", services) + ".";
    }

    private BindAck refuse(BindFrame bind, Status status, String text) {
        put(BoundService.refused(bind, status, "No " + bind.service() + ":" + bind.version() + " here. " + text));
        return BindAck.refused(status.code(), text);
    }

    private BindAck compare(BindFrame bind, ExportedService exported) {
        ServiceCodec codec = exported.codec();
        Map<String, MethodDescriptor> own = new HashMap<>();
        codec.service().methods().forEach(method -> own.put(method.signature(), method));
        @Nullable MethodDescriptor[] methods = new @Nullable MethodDescriptor[bind.count()];
        BitSet usable = new BitSet();
        List<BindAck.Unusable> others = new ArrayList<>();
        for (int index = 0; index < bind.count(); index++) {
            BindFrame.Method wanted = bind.methods().get(index);
            MethodDescriptor method = own.get(wanted.signature());
            if (method == null) {
                others.add(new BindAck.Unusable(index, BindAck.Reason.UNKNOWN, ""));
            } else if (wanted.style() > BindFrame.Method.ONEWAY) {
                others.add(new BindAck.Unusable(index, BindAck.Reason.OTHER, ""));
            } else if (codec.digest(method.index()) != wanted.digest()) {
                others.add(new BindAck.Unusable(index, BindAck.Reason.SCHEMA, schema(codec, method)));
            } else {
                usable.set(index);
                methods[index] = method;
            }
        }
        put(BoundService.usable(bind, exported, methods));
        return others.isEmpty() ? BindAck.allUsable() : fitting(BindAck.partial(usable, others));
    }

    private static String schema(ServiceCodec codec, MethodDescriptor method) {
        String text = codec.schema(method.index());
        return WireString.size(text) > BindAck.MAX_SCHEMA ? "" : text;
    }

    /** The answer, without schema texts where those would make it longer than a frame may be. */
    private BindAck fitting(BindAck ack) {
        if (ack.size() + FrameLayout.MIN_LENGTH + FrameLayout.CHECKSUM_LENGTH <= largestFrame) {
            return ack;
        }
        List<BindAck.Unusable> bare = ack.others().stream()
                .map(other -> new BindAck.Unusable(other.index(), other.reason(), ""))
                .toList();
        BindAck shorter = BindAck.partial(ack.usable(), bare);
        return shorter.size() + FrameLayout.MIN_LENGTH + FrameLayout.CHECKSUM_LENGTH <= largestFrame
                ? shorter
                : BindAck.partial(ack.usable(), List.of());
    }

    private void put(BoundService bound) {
        byBase.put(bound.base(), bound);
        latest = null;
    }
}
