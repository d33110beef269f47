package io.volant.rpc.testing;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * One direction of a simulated connection: what is under way, in order, cut in pieces or put together by the dice, each piece until its
 * time has come by the faults of when it was sent. Confined to the thread of the simulation.
 */
final class SimulatedWay {
    private static final int WINDOW = 256 << 10;
    private static final int MOST_PIECES = 4;
    private static final byte[] NOTHING = {};

    private final VirtualTime time;
    private final SplittableRandom random;
    private final Distortion distortion;
    private final EvidenceCount count;
    private final Receiver receiver;
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private LinkFaults faults;
    private long left; // bytes until the stream is cut short
    private long freeNanos; // when a line with a rate has room again
    private long lastDueNanos;
    private int unread; // bytes sent and not read
    private boolean full; // the sender was told so
    private boolean cutShort;
    private boolean holed; // bytes were lost, and those behind them are
    private boolean pumping;

    /** What comes out of the way. */
    interface Receiver {
        void onArrival(SignalKind kind, byte[] bytes);

        /** Nothing came out of it, and never will. */
        void onLost(SignalKind kind, byte[] bytes);

        /** The sender found no room and has some now. */
        void onRoom();
    }

    private static final class Piece {
        private final SignalKind kind;
        private final byte[] bytes;
        private final long dueNanos;

        Piece(SignalKind kind, byte[] bytes, long dueNanos) {
            this.kind = kind;
            this.bytes = bytes;
            this.dueNanos = dueNanos;
        }
    }

    SimulatedWay(VirtualTime time, LinkFaults faults, SplittableRandom random, EvidenceCount count, Receiver receiver) {
        this.time = time;
        this.faults = faults;
        this.left = faults.truncateAfter();
        this.random = random.split();
        this.distortion = new Distortion(random.split(), count);
        this.count = count;
        this.receiver = receiver;
    }

    /** How many bytes may be sent now. */
    int room() {
        int room = Math.max(0, WINDOW - unread);
        full |= room == 0;
        return room;
    }

    void send(byte[] bytes) {
        unread += bytes.length;
        int from = 0;
        for (int rest = random.nextBoolean() ? 1 : random.nextInt(1, MOST_PIECES + 1); rest > 0; rest--) {
            int to = rest == 1 ? bytes.length : random.nextInt(from, bytes.length + 1);
            if (to > from) {
                put(SignalKind.BYTES, Arrays.copyOfRange(bytes, from, to));
            }
            from = to;
        }
    }

    void signal(SignalKind kind) {
        put(kind, NOTHING);
    }

    private void put(SignalKind kind, byte[] bytes) {
        long now = time.nanoTime();
        if (faults.bytesPerSecond() != LinkFaults.UNLIMITED) {
            double seconds = (double) bytes.length / faults.bytesPerSecond();
            freeNanos = Math.max(freeNanos, now) + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        }
        Piece before = pieces.peekLast();
        boolean together = before != null && before.kind == kind && kind == SignalKind.BYTES && random.nextInt(4) == 0;
        if (together) {
            pieces.removeLast();
            pieces.add(new Piece(kind, joined(before.bytes, bytes), before.dueNanos));
        } else {
            long due = Math.max(freeNanos, now) + faults.delayNanos(random.nextDouble());
            lastDueNanos = Math.max(lastDueNanos, due);
            pieces.add(new Piece(kind, bytes, lastDueNanos));
        }
        if (faults.flow() == LinkFaults.Flow.HOLD) {
            count.held.addAndGet(bytes.length);
        } else if (faults.delays()) {
            count.delayed.addAndGet(bytes.length);
        }
        pump();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** What is under way arrives by the faults given, at the time that was due. */
    void set(LinkFaults changed) {
        faults = changed;
        left = changed.truncateAfter();
        pump();
    }

    /** So many bytes were read that had arrived. */
    void taken(int bytes) {
        unread = Math.max(0, unread - bytes); // some may have been read twice
        if (full && unread < WINDOW) {
            full = false;
            time.execute(receiver::onRoom);
        }
    }

    /** Forgets what is under way. */
    void clear() {
        pieces.clear();
    }

    private void pump() {
        Piece next = pieces.peek();
        if (pumping || next == null || (faults.flow() == LinkFaults.Flow.HOLD && !cutShort)) {
            return;
        }
        pumping = true;
        time.schedule(this::deliverNext, next.dueNanos - time.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void deliverNext() {
        pumping = false;
        Piece next = pieces.peek();
        boolean due = next != null && next.dueNanos <= time.nanoTime();
        if (due && (faults.flow() != LinkFaults.Flow.HOLD || cutShort)) {
            pieces.remove();
            deliver(next);
        }
        pump();
    }

    private void deliver(Piece piece) {
        boolean stream = piece.kind != SignalKind.RESET;
        if (cutShort || faults.flow() == LinkFaults.Flow.LOSE || (holed && stream)) {
            holed |= piece.kind == SignalKind.BYTES; // what comes behind a gap is not delivered
            count.lost.addAndGet(piece.bytes.length);
            receiver.onLost(piece.kind, piece.bytes);
        } else if (piece.kind == SignalKind.BYTES) {
            deliverBytes(piece.bytes);
        } else {
            receiver.onArrival(piece.kind, piece.bytes);
        }
    }

    private void deliverBytes(byte[] bytes) {
        int length = (int) Math.min(bytes.length, left);
        if (left != LinkFaults.UNLIMITED) {
            left -= length;
        }
        byte[] arriving = distortion.apply(ByteBuffer.wrap(bytes, 0, length), faults);
        count.passed.addAndGet(arriving.length);
        if (arriving.length > 0) {
            receiver.onArrival(SignalKind.BYTES, arriving);
        }
        if (left == 0) {
            cutShort = true;
            count.truncated.incrementAndGet();
            count.lost.addAndGet(bytes.length - length);
            receiver.onArrival(SignalKind.END, NOTHING);
        }
    }
}
