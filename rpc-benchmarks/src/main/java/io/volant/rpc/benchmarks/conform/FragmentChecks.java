package io.volant.rpc.benchmarks.conform;

import java.io.IOException;
import java.util.List;

/** Section 6: messages in several frames. */
final class FragmentChecks {
    private static final int OVERLOADED = 3;
    private static final int RESOURCE_EXHAUSTED = 10;
    private static final long AMPLE = 1L << 30;
    private static final int TOTAL = 9;

    private FragmentChecks() {}

    static List<Check> all() {
        return List.of(
                Check.fault("P-FRG-1", "a total that the first frame reaches", Frames.first(1, 1)),
                Check.fault("P-FRG-2", "sequence 2 first", Frames.first(1, TOTAL), Frames.part(1, 2, true, 1)),
                Check.fault("P-FRG-2", "sequence 1 twice", twice()),
                Check.fault("P-FRG-2", "a FRAG of nothing", Frames.first(1, TOTAL), Frames.part(1, 1, true, 0)),
                Check.fault("P-FRG-3", "an end before the total", Frames.first(1, TOTAL), Frames.part(1, 1, false, 1)),
                Check.fault("P-FRG-3", "no end at the total", Frames.first(1, 3), Frames.part(1, 1, true, 2)),
                Check.fault("P-FRG-3", "bytes beyond the total", Frames.first(1, 3), Frames.part(1, 1, false, 3)),
                Check.of("P-FRG-3", "parts that add up", FragmentChecks::addsUp),
                Check.of("P-FRG-4", "a message above the largest", FragmentChecks::aboveTheLargest),
                Check.of("P-FRG-5", "more to assemble than there is room for", FragmentChecks::noRoom));
    }

    private static byte[] twice() {
        return Bytes.join(Frames.first(1, TOTAL), Frames.part(1, 1, true, 1), Frames.part(1, 1, true, 1));
    }

    private static void addsUp(Attempt attempt) throws IOException {
        Peer peer = attempt.bound();
        byte[] letter = Frames.frame(Frame.FRAG, 0, 1, 1, Bytes.hex("62"));
        peer.send(Frames.first(1, 2));
        Attempt.isServed(peer, 2); // calls and parts interleave
        peer.send(letter);
        Attempt.isServed(peer.answer(1));
    }

    private static void aboveTheLargest(Attempt attempt) throws IOException {
        long largest = attempt.limits().largestMessage();
        Peer peer = attempt.bound();
        peer.send(Frames.first(1, largest + 1));
        Check.isRefused(peer.answer(1), RESOURCE_EXHAUSTED);
        peer.send(Frames.part(1, 1, false, 100));
        Attempt.isServed(peer, 2);
    }

    /** Announces messages, each as large as may be, until one is refused; a small call needs no room. */
    private static void noRoom(Attempt attempt) throws IOException {
        Hello limits = attempt.limits();
        long most = Math.min(limits.callsInFlight() - 1L, AMPLE / limits.largestMessage() + 1);
        Peer peer = attempt.bound();
        Bytes announcements = new Bytes();
        for (int id = 1; id <= most; id++) {
            announcements.bytes(Frames.first(id, limits.largestMessage()));
        }
        peer.send(announcements.toArray());
        Frame refused = peer.readOn();
        Check.isRefused(refused, OVERLOADED);
        peer.send(Frames.part(refused.callId(), 1, true, 100));
        Attempt.isServed(peer, (int) most + 1);
    }
}
