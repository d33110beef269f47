package io.volant.rpc.benchmarks.soak;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One direction of a relay. Confined to one thread. */
final class Line {
    private static final int FEW = 200; // in the hello, or shortly behind it
    private static final int MANY = 200_000;
    private static final int DRIPPED = 400;
    private static final int LONGEST_STALL_MILLIS = 2_500;

    private final Socket to;
    private final Trouble trouble;
    private final Random random;
    private final long begins; // how many bytes pass before there is trouble
    private long passed;
    private boolean stalled;

    Line(Socket to, Trouble trouble, Random random) {
        this.to = to;
        this.trouble = trouble;
        this.random = random;
        this.begins = random.nextInt(random.nextInt(3) == 0 ? FEW : MANY);
    }

    /** Passes bytes on, or does not; an exception is the end of the connection. Waits no longer than until {@code closed}. */
    void pass(byte[] chunk, int length, CountDownLatch closed) throws IOException, InterruptedException {
        OutputStream out = to.getOutputStream();
        int well = (int) Math.min(length, Math.max(0, begins - passed));
        passed += length;
        out.write(chunk, 0, well);
        if (well < length) {
            suffer(Arrays.copyOfRange(chunk, well, length), out, closed);
        }
    }

    /** The other side says nothing more. */
    void end() throws IOException {
        to.shutdownOutput();
    }

    private void suffer(byte[] bytes, OutputStream out, CountDownLatch closed)
            throws IOException, InterruptedException {
        switch (trouble) {
            case NONE -> out.write(bytes);
            case STALL -> {
                if (!stalled && !closed.await(random.nextInt(LONGEST_STALL_MILLIS), TimeUnit.MILLISECONDS)) {
                    stalled = true;
                }
                out.write(bytes);
            }
            case DRIP -> {
                boolean dripping = passed - begins < DRIPPED;
                for (int i = 0; i < bytes.length; i++) {
                    int length = dripping && i < DRIPPED ? 1 : bytes.length - i;
                    out.write(bytes, i, length);
                    i += length - 1;
                }
            }
            case CUT -> throw new IOException("cut");
            case DAMAGE -> out.write(Damage.to(bytes, random));
        }
    }
}
