package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.Payload;
import io.volant.rpc.Status;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * The payload of a BIND, BIND_ACK, ERROR or GOAWAY: one byte that says which, one for the aux of the frame or the number of methods
 * bound, then the payload. What is read is written, and must be read as the same again.
 */
public final class PayloadFuzz implements Consumer<byte[]> {
    private static final int BIND = 0;
    private static final int BIND_ACK = 1;
    private static final int ERROR = 2;
    private static final int GOAWAY = 3;

    public static List<byte[]> seeds() {
        BindFrame.Method method = new BindFrame.Method("m(int)int unary", 4711, BindFrame.Method.UNARY, 1);
        BitSet usable = BitSet.valueOf(new long[] {1});
        BindAck.Unusable other = new BindAck.Unusable(1, BindAck.Reason.SCHEMA, "m(long)int unary");
        Failure failure = Failure.of(Status.UNAVAILABLE, Outcome.REJECTED, "busy")
                .withTypeName("a.B")
                .withErrorId("id")
                .withRetryAfter(Duration.ofMillis(20))
                .withDeclaredPayload(Payload.of(new byte[] {0, 0}));
        return List.of(
                seed(
                        BIND,
                        0,
                        out -> BindFrame.digest(1, "a.Service", "1", 99, 3).write(out)),
                seed(
                        BIND,
                        0,
                        out -> BindFrame.full(7, "a.Service", "", 99, List.of(method, method))
                                .write(out)),
                seed(BIND_ACK, 1, out -> BindAck.allUsable().write(out)),
                seed(BIND_ACK, 3, out -> BindAck.partial(usable, List.of(other)).write(out)),
                seed(BIND_ACK, 3, out -> BindAck.refused(5, "no").write(out)),
                seed(ERROR, Status.UNAVAILABLE.code(), out -> {
                    Payload body = ErrorFrame.encode(failure);
                    out.writeBytes(body.array(), body.offset(), body.length());
                }),
                seed(GOAWAY, 1, out -> new GoAwayFrame(1, 5, true, 30_000, "bye").write(out)));
    }

    private static byte[] seed(int kind, int aux, Consumer<ByteBuf> write) {
        ByteBuf out = Unpooled.buffer().writeByte(kind).writeByte(aux);
        write.accept(out);
        return Arrays.copyOf(out.array(), out.writerIndex());
    }

    @Override
    public void accept(byte[] input) {
        if (input.length < 2) {
            return;
        }
        ByteBuf in = Unpooled.wrappedBuffer(input, 2, input.length - 2);
        int aux = input[1] & 0xFF;
        try {
            switch (input[0] & 3) {
                case BIND -> bind(in);
                case BIND_ACK -> bindAck(in, aux + 1);
                case ERROR -> error(in, aux);
                default -> goAway(in, aux);
            }
        } catch (ProtocolFault refused) {
            if (refused.detail().isEmpty()) {
                throw new AssertionError("a fault without words", refused);
            }
        }
    }

    private static void bind(ByteBuf in) {
        BindFrame read = BindFrame.read(in);
        ByteBuf out = Unpooled.buffer();
        read.write(out);
        same(read, BindFrame.read(out));
    }

    private static void bindAck(ByteBuf in, int count) {
        BindAck read = BindAck.read(in, count);
        ByteBuf out = Unpooled.buffer();
        read.write(out);
        same(read.size(), out.readableBytes());
        same(read, BindAck.read(out, count));
    }

    private static void goAway(ByteBuf in, int reason) {
        GoAwayFrame read = GoAwayFrame.read(reason, in);
        ByteBuf out = Unpooled.buffer();
        read.write(out);
        same(read, GoAwayFrame.read(read.reason(), out));
    }

    private static void error(ByteBuf in, int status) {
        Failure read = ErrorFrame.decode(status, in);
        Payload written = ErrorFrame.encode(read);
        Failure again = ErrorFrame.decode(
                read.status().code(), Unpooled.wrappedBuffer(written.array(), written.offset(), written.length()));
        same(facts(read), facts(again));
    }

    private static List<Object> facts(Failure failure) {
        return List.of(
                failure.status(),
                failure.outcome(),
                failure.message(),
                failure.typeName(),
                failure.errorId(),
                failure.retryAfter(),
                failure.neverRetry(),
                failure.declaredPayload().map(payload -> payload.toByteBuffer()));
    }

    private static void same(Object read, Object again) {
        if (!again.equals(read)) {
            throw new AssertionError("written: " + read + ", read: " + again);
        }
    }
}
