package io.volant.rpc.benchmarks.conform;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** What a faulty server does wrong: each an alteration of what a right one hears or says. */
enum PlantedFault {
    RESERVED_FLAGS_IGNORED("P-FRM-3") {
        @Override
        void up(Frame frame, FaultyLink link) throws IOException {
            link.toServer(new Frame(frame.type(), frame.flags() & ~0x09, frame.aux(), frame.callId(), frame.rest()));
        }
    },
    UNKNOWN_TYPES_SKIPPED("P-FRM-2") {
        @Override
        void up(Frame frame, FaultyLink link) throws IOException {
            if (KNOWN.contains(frame.type()) || frame.type() >= 0x80) {
                link.toServer(frame);
            }
        }
    },
    DEADLINE_OF_ZERO_TAKEN("P-FRM-11") {
        @Override
        void up(Frame frame, FaultyLink link) throws IOException {
            byte[] rest = frame.rest().clone();
            if (frame.type() == Frame.REQUEST && frame.has(Frame.FLAG_DEADLINE) && rest[0] == 0) {
                rest[0] = 100;
            }
            link.toServer(new Frame(frame.type(), frame.flags(), frame.aux(), frame.callId(), rest));
        }
    },
    SIDE_OF_ID_IGNORED("P-ID-1") {
        @Override
        void up(Frame frame, FaultyLink link) throws IOException {
            int id = frame.callId() & Integer.MAX_VALUE;
            link.toServer(new Frame(frame.type(), frame.flags(), frame.aux(), id, frame.rest()));
        }
    },
    ID_IN_USE_IGNORED("P-ID-3") {
        @Override
        void up(Frame frame, FaultyLink link) throws IOException {
            if (frame.type() != Frame.REQUEST || !frame.has(Frame.FLAG_MORE) || link.isNew(frame.callId())) {
                link.toServer(frame);
            }
        }
    },
    PARTS_IN_ANY_ORDER("P-FRG-2") {
        @Override
        void up(Frame frame, FaultyLink link) throws IOException {
            int aux = frame.type() == Frame.FRAG ? link.nextSequence() : frame.aux();
            link.toServer(new Frame(frame.type(), frame.flags(), aux, frame.callId(), frame.rest()));
        }
    },
    PINGS_WITHOUT_LIMIT("P-PNG-1") {
        @Override
        void up(Frame frame, FaultyLink link) throws IOException {
            if (frame.type() == Frame.PING && frame.flags() == 0 && frame.callId() == 0 && frame.rest().length >= 8) {
                byte[] pong = Frames.pong(frame.rest());
                link.toClient(Frame.of(Arrays.copyOfRange(pong, 4, pong.length)));
            } else {
                link.toServer(frame);
            }
        }
    },
    CHECKSUM_OF_HELLO_IGNORED("P-HS-3") {
        @Override
        byte[] hello(byte[] hello) {
            return Hello.around(Arrays.copyOfRange(hello, 6, hello.length - 4));
        }
    },
    TIMING_WITHOUT_AGREEMENT("P-FRM-10") {
        @Override
        void down(Frame frame, FaultyLink link) throws IOException {
            if (frame.type() == Frame.RESPONSE && frame.flags() == 0) {
                byte[] rest = Bytes.join(new byte[] {1, 1}, frame.rest());
                link.toClient(new Frame(frame.type(), Frame.FLAG_TIMING, frame.aux(), frame.callId(), rest));
            } else {
                link.toClient(frame);
            }
        }
    },
    TIMING_BEYOND_THE_CALL("P-TIM-1") {
        @Override
        void down(Frame frame, FaultyLink link) throws IOException {
            if (frame.type() == Frame.RESPONSE && frame.flags() == Frame.FLAG_TIMING) {
                byte[] hours = Bytes.hex("ff ff ff ff 07 ff ff ff ff 07");
                byte[] rest = Bytes.join(hours, frame.body());
                link.toClient(new Frame(frame.type(), frame.flags(), frame.aux(), frame.callId(), rest));
            } else {
                link.toClient(frame);
            }
        }
    },
    ANSWERS_TO_NOBODY("P-ID-2") {
        @Override
        void down(Frame frame, FaultyLink link) throws IOException {
            link.toClient(frame);
            if (frame.type() == Frame.RESPONSE) {
                int nobody = frame.callId() ^ 0x4000_0000;
                link.toClient(new Frame(frame.type(), frame.flags(), frame.aux(), nobody, frame.rest()));
            }
        }
    },
    BIND_ANSWERED_TWICE("P-BND-3") {
        @Override
        void down(Frame frame, FaultyLink link) throws IOException {
            link.toClient(frame);
            if (frame.type() == Frame.BIND_ACK) {
                link.toClient(frame);
            }
        }
    },
    EXTENSIONS_TOO_LONG_ARE_INVALID("P-EXT-2") {
        @Override
        void down(Frame frame, FaultyLink link) throws IOException {
            boolean extensions = frame.type() == Frame.ERROR && frame.toString().contains("extensions");
            int aux = extensions && frame.aux() == 10 ? 8 : frame.aux();
            link.toClient(new Frame(frame.type(), frame.flags(), aux, frame.callId(), frame.rest()));
        }
    };

    private static final List<Integer> KNOWN = List.of(
            Frame.BIND,
            Frame.BIND_ACK,
            Frame.REQUEST,
            Frame.RESPONSE,
            Frame.ERROR,
            Frame.ONEWAY,
            Frame.CANCEL,
            Frame.FRAG,
            Frame.FRAG_ABORT,
            Frame.PING,
            Frame.PONG,
            Frame.GOAWAY);

    private final String rule;

    PlantedFault(String rule) {
        this.rule = rule;
    }

    /** The id of the one rule that it breaks. */
    String rule() {
        return rule;
    }

    /** What becomes of a frame of the client. */
    void up(Frame frame, FaultyLink link) throws IOException {
        link.toServer(frame);
    }

    /** What becomes of a frame of the server. */
    void down(Frame frame, FaultyLink link) throws IOException {
        link.toClient(frame);
    }

    /** What becomes of the client's hello. */
    byte[] hello(byte[] hello) {
        return hello;
    }
}
