package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.volant.rpc.Payload;
import java.util.List;

/** Does with frames what both sides of a connection do, short of calling anything, and writes down what came of each. */
final class Received implements FrameSplitter.Sink, AutoCloseable {
    private static final int MOST_ASSEMBLED = 64 << 20;
    private static final int LARGEST_MESSAGE = 16 << 20;
    private static final int LARGEST_METADATA = 8 << 10;

    private final List<String> events;
    private final FrameReader reader;
    private final Assemblies<Integer> assemblies = new Assemblies<>(MOST_ASSEMBLED);

    Received(List<String> events, int agreed) {
        this.events = events;
        this.reader = new FrameReader(agreed);
    }

    @Override
    public void onFrame(ByteBuf buffer, int start, int end) {
        FrameHeader frame = reader.read(buffer, start, end);
        String event = describe(frame);
        try {
            if (frame.hasExtensions()) {
                ExtensionsCodec.check(buffer, frame.extensionsStart(), frame.extensionsLength());
            }
            if (frame.hasMetadata()) {
                event += MetadataCodec.decode(buffer, frame.metadataStart(), frame.metadataLength(), LARGEST_METADATA);
            }
            event += content(frame);
        } catch (CallFault refused) {
            event += refused.detail();
        }
        events.add(event);
    }

    @Override
    public void close() {
        assemblies.close();
        if (assemblies.reserved() != 0) {
            throw new AssertionError(assemblies.reserved() + " bytes are reserved for messages after all are gone");
        }
    }

    private String content(FrameHeader frame) {
        return switch (frame.type()) {
            case BIND -> BindFrame.read(payload(frame)).toString();
            case BIND_ACK -> BindAck.read(payload(frame), 8).toString();
            case GOAWAY -> GoAwayFrame.read(frame.aux(), payload(frame)).toString();
            case PING, PONG -> " " + ControlPayload.opaque(frame);
            case CLOCK -> " " + ControlPayload.clockMicros(frame);
            case REQUEST, ONEWAY, RESPONSE, ERROR -> message(frame);
            case FRAG -> fragment(frame);
            case CANCEL, FRAG_ABORT -> " owner " + assemblies.drop(frame.callId());
            case IGNORED -> " ignored";
        };
    }

    private String message(FrameHeader frame) {
        if (frame.type() == FrameType.ERROR && !frame.moreFollows()) {
            return ErrorFrame.decode(frame.aux(), payload(frame)).toString();
        }
        if (!frame.moreFollows() || assemblies.has(frame.callId())) {
            return " whole";
        }
        if (frame.totalLength() > LARGEST_MESSAGE) {
            return " too large";
        }
        return assemblies.begin(frame.callId(), frame.aux(), frame) ? " begins" : " no room";
    }

    private String fragment(FrameHeader frame) {
        Assembly<Integer> whole = assemblies.next(frame);
        if (whole == null) {
            return " goes on";
        }
        Payload body = whole.body();
        if (body.length() != whole.total) {
            throw new AssertionError("a message of " + body.length() + " bytes (expected: " + whole.total + ")");
        }
        return ByteBufUtil.hexDump(body.array(), body.offset(), body.length());
    }

    /** The payload as a buffer of its own, as the connection hands it on. */
    private static ByteBuf payload(FrameHeader frame) {
        return frame.buffer().slice(frame.bodyStart(), frame.bodyLength());
    }

    private static String describe(FrameHeader frame) {
        return frame.type() + " " + frame.aux() + " " + frame.callId() + " " + frame.deadlineMillis() + " "
                + frame.extensionsLength() + " " + frame.queueMicros() + " " + frame.serviceMicros() + " "
                + frame.totalLength() + " " + frame.encoding() + " " + frame.originalLength() + " "
                + frame.bodyLength();
    }
}
