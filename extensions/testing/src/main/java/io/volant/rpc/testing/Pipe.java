package io.volant.rpc.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/** One direction of one connection. One thread reads what comes, another one delivers it. */
final class Pipe {
    private static final int BUFFER = 64 << 10;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Direction direction;
    private final Socket from;
    private final Socket to;
    private final EvidenceCount count;
    private final DelayLine line;
    private final Distortion distortion;
    private boolean broken; // of the delivering thread: the receiver is gone

    Pipe(Direction direction, Socket from, Socket to, LinkFaults faults, SplittableRandom random, EvidenceCount count) {
        this.direction = direction;
        this.from = from;
        this.to = to;
        this.count = count;
        this.line = new DelayLine(faults, random.split(), count);
        this.distortion = new Distortion(random.split(), count);
    }

    Direction direction() {
        return direction;
    }

    void set(LinkFaults faults) {
        line.set(faults);
    }

    boolean passes() {
        return line.passes();
    }

    /** Reads until the sender has ended, or the proxy. */
    void read() {
        try {
            line.put(readAll(), NOTHING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Waiting.Kind readAll() throws InterruptedException {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                line.put(Waiting.Kind.BYTES, ByteBuffer.wrap(Arrays.copyOf(buffer, length)));
            }
            return Waiting.Kind.END;
        } catch (IOException e) {
            return Waiting.Kind.RESET; // or the proxy was closed, and nobody takes it
        }
    }

    /** Delivers until the end of the stream was delivered or lost; {@code opposite} tells whether the sender may hear that nobody listens. */
    void deliver(Pipe opposite) {
        try {
            Optional<DelayLine.Delivery> next = line.take();
            while (next.isPresent()) {
                if (deliver(next.get(), opposite)) {
                    return;
                }
                next = line.take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean deliver(DelayLine.Delivery delivery, Pipe opposite) {
        Waiting what = delivery.what();
        boolean lost = broken || delivery.faults().flow() == LinkFaults.Flow.LOSE;
        switch (what.kind()) {
            case BYTES -> {
                if (lost) {
                    count.lost.addAndGet(what.bytes().remaining());
                } else {
                    write(distortion.apply(what.bytes(), delivery.faults()), delivery.cutShort(), opposite);
                }
            }
            case END -> {
                if (!lost) {
                    end();
                }
            }
            case RESET -> {
                if (!lost) {
                    reset(to);
                }
            }
        }
        return what.kind() != Waiting.Kind.BYTES;
    }

    private void write(byte[] bytes, boolean cutShort, Pipe opposite) {
        count.passed.addAndGet(bytes.length); // first: who has them must find them counted
        if (cutShort) {
            count.truncated.incrementAndGet();
        }
        try {
            to.getOutputStream().write(bytes);
        } catch (IOException e) {
            broken = true;
            if (opposite.passes()) {
                reset(from);
            }
            return;
        }
        if (cutShort) {
            end();
        }
    }

    private void end() {
        try {
            to.shutdownOutput();
        } catch (IOException e) {
            broken = true; // it is gone
        }
    }

    void close() {
        line.close();
    }

    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // closed already: that is what was wanted
        }
        close(socket);
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone
        }
    }
}
