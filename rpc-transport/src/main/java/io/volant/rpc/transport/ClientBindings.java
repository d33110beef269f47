package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.volant.rpc.ServiceCodec;
import io.volant.rpc.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The services that the calling side bound on one connection, and the ranges of method ids that it gave them.
 *
 * <p>Confined to the event loop. Codecs are held weakly: a connection outlives stubs.
 */
final class ClientBindings {
    private static final int MOST_BIND_NUMBERS = 0xFFFF;

    private final Outbound outbound;
    private final int largestFrame;
    private final Map<ServiceCodec, Binding> byCodec = new WeakHashMap<>();
    private final Map<BindKey, Binding> byKey = new HashMap<>();
    private final Map<Integer, Binding> unanswered = new HashMap<>();
    private @Nullable ServiceCodec latestCodec;
    private @Nullable Binding latest;
    private int nextBase;
    private int nextNumber = 1;

    ClientBindings(Outbound outbound, int largestFrame) {
        this.outbound = outbound;
        this.largestFrame = largestFrame;
    }

    /** The binding of a codec's service, announced to the server if it is new; null when the method ids are used up. */
    @Nullable
    Binding of(ServiceCodec codec) {
        if (codec == latestCodec) {
            return latest;
        }
        Binding binding = byCodec.get(codec);
        if (binding == null) {
            binding = bind(codec);
            if (binding == null) {
                return null;
            }
            byCodec.put(codec, binding);
        }
        latestCodec = codec;
        latest = binding;
        return binding;
    }

    private @Nullable Binding bind(ServiceCodec codec) {
        BindKey key = BindKey.of(codec);
        Binding known = byKey.get(key);
        if (known != null) {
            return known;
        }
        List<BindFrame.Method> methods = BindKey.methods(codec);
        if (nextBase + methods.size() > BindFrame.METHOD_IDS || nextNumber > MOST_BIND_NUMBERS) {
            return null;
        }
        Binding binding = new Binding(nextBase, nextNumber++, key, methods);
        nextBase += methods.size();
        byKey.put(key, binding);
        send(binding, binding.digestForm());
        return binding;
    }

    /** Reads an answer to a BIND, sends the full form where that is the answer, and returns the binding concerned. */
    Binding onAck(FrameHeader frame) {
        Binding binding = unanswered.remove(frame.aux());
        if (binding == null) {
            throw new ProtocolFault(
                    Rule.BIND_ACK, "BIND_ACK of bind " + frame.aux() + " (expected: an unanswered one)");
        }
        BindAck ack = BindAck.read(frame.body(), binding.count());
        if (ack.result() != BindAck.Result.SEND_FULL) {
            binding.onAnswer(ack);
        } else if (binding.form() == 1) {
            throw new ProtocolFault(Rule.BIND_ACK, "BIND_ACK result 1 to a BIND of form 1 (expected: 0, 2 or 3)");
        } else {
            sendFull(binding);
        }
        return binding;
    }

    private void sendFull(Binding binding) {
        BindFrame full = binding.fullForm();
        ByteBuf payload = Unpooled.buffer();
        full.write(payload);
        int length = FrameLayout.MIN_LENGTH + payload.readableBytes() + FrameLayout.CHECKSUM_LENGTH;
        if (length > largestFrame) {
            binding.onAnswer(BindAck.refused(
                    Status.RESOURCE_EXHAUSTED.code(),
                    "the list of its methods takes " + length + " bytes (expected: at most " + largestFrame + ")."));
        } else {
            send(binding, full);
        }
    }

    private void send(Binding binding, BindFrame frame) {
        unanswered.put(binding.number(), binding);
        outbound.control((writer, out) -> writer.bind(out, binding.number(), frame));
    }
}
