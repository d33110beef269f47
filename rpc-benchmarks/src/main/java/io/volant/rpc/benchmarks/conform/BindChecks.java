package io.volant.rpc.benchmarks.conform;

import java.io.IOException;
import java.util.List;

/** Section 5: binding a service. */
final class BindChecks {
    private static final int FAILED_PRECONDITION = 5;
    private static final int UNIMPLEMENTED = 4;
    private static final int BASE = 256;
    private static final int NUMBER = 9;

    private BindChecks() {}

    static List<Check> all() {
        byte[] nothing = new byte[0];
        return List.of(
                Check.fault("P-BND-1", "form 7", Frames.bind(2, BASE, 7, Frames.SERVICE, 1, nothing)),
                Check.fault("P-BND-2", "a range that is in use", Frames.bind(2)),
                Check.fault("P-BND-2", "no methods", Frames.bind(2, BASE, 0, Frames.SERVICE, 0, nothing)),
                Check.fault("P-BND-2", "ids above 65,535", Frames.bind(2, 65_535, 0, Frames.SERVICE, 2, nothing)),
                Check.of("P-BND-3", "result 0", BindChecks::allUsable),
                Check.of("P-BND-3", "result 1, and 0 after it", BindChecks::sendFull),
                Check.of("P-BND-3", "result 2", BindChecks::partial),
                Check.of("P-BND-3", "result 3", BindChecks::refused));
    }

    private static void allUsable(Attempt attempt) throws IOException {
        Peer peer = attempt.greeted();
        Cursor ack = acknowledged(peer, Frames.bind(NUMBER));
        isResult(0, ack);
    }

    private static void sendFull(Attempt attempt) throws IOException {
        Peer peer = attempt.greeted();
        Cursor first = acknowledged(peer, Frames.bind(NUMBER, BASE, 0, Frames.SERVICE, 1, new byte[0]));
        isResult(1, first);
        peer.send(Frames.frame(Frame.REQUEST, 0, BASE, 1, Frames.argument("b")));
        Check.isRefused(peer.answer(1), FAILED_PRECONDITION);
        Cursor second = acknowledged(peer, Frames.bindFull(NUMBER, BASE, Frames.SIGNATURE, Frames.digest()));
        isResult(0, second);
        peer.send(Frames.frame(Frame.REQUEST, 0, BASE, 2, Frames.argument("b")));
        Attempt.isServed(peer.answer(2));
    }

    private static void partial(Attempt attempt) throws IOException {
        Peer peer = attempt.greeted();
        Cursor ack = acknowledged(peer, Frames.bindFull(NUMBER, BASE, Frames.SIGNATURE, new byte[8]));
        isResult(2, ack);
        byte[] bitmap = ack.take(ack.varint());
        Breach.unless(
                bitmap.length == 0 || (bitmap[0] & 1) == 0, "a bitmap without method 0", bitmap.length + " bytes");
        for (long left = ack.varint(); left > 0; left--) {
            long index = ack.varint();
            int reason = ack.u8();
            String schema = ack.string();
            boolean right = index == 0 && reason == 2 && (schema.isEmpty() || schema.startsWith("volant-kryo/1\n"));
            Breach.unless(right, "method 0, reason 2, a schema text", index + ", " + reason + ", " + schema);
        }
        peer.send(Frames.frame(Frame.REQUEST, 0, BASE, 1, Frames.argument("b")));
        Check.isRefused(peer.answer(1), FAILED_PRECONDITION);
    }

    private static void refused(Attempt attempt) throws IOException {
        Peer peer = attempt.greeted();
        Cursor ack = acknowledged(peer, Frames.bind(NUMBER, BASE, 0, "nobody.Here", 1, new byte[0]));
        isResult(3, ack);
        long status = ack.varint();
        Breach.unless(status == UNIMPLEMENTED, "status 4 UNIMPLEMENTED", status);
        ack.string();
        peer.send(Frames.frame(Frame.REQUEST, 0, BASE, 1, Frames.argument("b")));
        Check.isRefused(peer.answer(1), UNIMPLEMENTED);
    }

    /** The payload of the one BIND_ACK that answers; nothing else comes before the answer to a call behind it. */
    private static Cursor acknowledged(Peer peer, byte[] bind) throws IOException {
        peer.send(bind);
        Frame ack = peer.read();
        Breach.unless(ack.type() == Frame.BIND_ACK && ack.aux() == NUMBER, "BIND_ACK " + NUMBER, ack);
        peer.send(Frames.ask(NUMBER, "b"));
        Frame next = peer.read();
        Breach.unless(next.callId() == NUMBER, "one BIND_ACK, and the answer to the call behind it", next);
        return new Cursor(ack.rest());
    }

    private static void isResult(int expected, Cursor ack) {
        int result = ack.u8();
        Breach.unless(result == expected, "BIND_ACK result " + expected, "result " + result);
    }
}
