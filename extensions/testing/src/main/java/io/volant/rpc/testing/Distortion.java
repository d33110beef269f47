package io.volant.rpc.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * Damages and repeats bytes of one direction. Each byte has its own throw of the dice, in the order of the stream, so that it does not
 * matter in which pieces the bytes come. Confined to one thread.
 */
final class Distortion {
    private static final int REPEATED = 64;

    private final SplittableRandom random;
    private final EvidenceCount count;
    private final byte[] recent = new byte[REPEATED]; // as they were delivered, byte n of the stream at n % REPEATED
    private long position;

    Distortion(SplittableRandom random, EvidenceCount count) {
        this.random = random;
        this.count = count;
    }

    /** What is to be delivered in place of the bytes. */
    byte[] apply(ByteBuffer bytes, LinkFaults faults) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.remaining());
        while (bytes.hasRemaining()) {
            byte delivered = bytes.get();
            if (faults.damage() > 0 && random.nextDouble() < faults.damage()) {
                delivered ^= (byte) (1 << random.nextInt(Byte.SIZE));
                count.damaged.incrementAndGet();
            }
            out.write(delivered);
            recent[(int) (position++ % REPEATED)] = delivered;
            if (faults.duplication() > 0 && random.nextDouble() < faults.duplication()) {
                repeat(out);
            }
        }
        return out.toByteArray();
    }

    private void repeat(ByteArrayOutputStream out) {
        long first = Math.max(0, position - REPEATED);
        for (long at = first; at < position; at++) {
            out.write(recent[(int) (at % REPEATED)]);
        }
        count.duplicated.addAndGet(position - first);
    }
}
