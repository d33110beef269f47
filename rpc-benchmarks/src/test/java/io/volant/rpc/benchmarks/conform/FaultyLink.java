package io.volant.rpc.benchmarks.conform;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/** One connection to a faulty server: two threads that pass on what comes, each frame through the fault. */
final class FaultyLink implements AutoCloseable {
    private static final int LARGEST_FRAME = 262_144;
    private static final int FEATURES_OF_HELLO = 8;

    private final Socket client;
    private final Socket server;
    private final PlantedFault fault;
    private final Set<Integer> assembled =
            new HashSet<>(); // confined to the thread that reads the client, as is the next
    private int sequence;
    private volatile boolean checksummed;

    FaultyLink(Socket client, Socket server, PlantedFault fault) {
        this.client = client;
        this.server = server;
        this.fault = fault;
    }

    void start() {
        pump(() -> up(new DataInputStream(client.getInputStream())), server);
        pump(() -> down(new DataInputStream(server.getInputStream())), client);
    }

    private interface Flow {
        void run() throws IOException;
    }

    private static void pump(Flow flow, Socket target) {
        Thread thread = new Thread(
                () -> {
                    try {
                        flow.run();
                        target.shutdownOutput();
                    } catch (IOException e) {
                        closeQuietly(target); // broken on either side: the other one ends too
                    }
                },
                "faulty-link");
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            return;
        }
    }

    private void up(DataInputStream in) throws IOException {
        byte[] magic = new byte[0];
        for (byte expected : Hello.MAGIC) {
            magic = Bytes.join(magic, in.readNBytes(1));
            if (magic.length == 0 || magic[magic.length - 1] != expected) {
                passRaw(magic, in, server);
                return;
            }
        }
        byte[] length = in.readNBytes(2);
        int size = new Cursor(length).u16();
        if (size < 9 || size > 16_384) {
            passRaw(Bytes.join(magic, length), in, server);
            return;
        }
        server.getOutputStream().write(fault.hello(Bytes.join(magic, length, in.readNBytes(size))));
        frames(in, server, frame -> fault.up(frame, this));
    }

    private void down(DataInputStream in) throws IOException {
        byte[] head = in.readNBytes(6);
        byte[] rest = head.length < 6 ? new byte[0] : in.readNBytes(new Cursor(new byte[] {head[4], head[5]}).u16());
        byte[] hello = Bytes.join(head, rest);
        checksummed = hello.length > 12 && (ByteBuffer.wrap(hello).getInt(FEATURES_OF_HELLO) & Hello.CHECKSUM) != 0;
        client.getOutputStream().write(hello);
        frames(in, client, frame -> fault.down(frame, this));
    }

    private interface Passing {
        void pass(Frame frame) throws IOException;
    }

    private void frames(DataInputStream in, Socket target, Passing passing) throws IOException {
        while (true) {
            byte[] length = in.readNBytes(4);
            int size = length.length < 4 ? 0 : ByteBuffer.wrap(length).getInt();
            if (size < Frame.HEADER_AFTER_LENGTH || size > LARGEST_FRAME || checksummed) {
                passRaw(length, in, target);
                return;
            }
            byte[] frame = in.readNBytes(size);
            if (frame.length < size) {
                throw new EOFException("within a frame");
            }
            passing.pass(Frame.of(frame));
        }
    }

    private static void passRaw(byte[] first, InputStream in, Socket target) throws IOException {
        target.getOutputStream().write(first);
        in.transferTo(target.getOutputStream());
    }

    void toServer(Frame frame) throws IOException {
        server.getOutputStream().write(frame.toBytes());
    }

    /** Called by both threads. */
    synchronized void toClient(Frame frame) throws IOException {
        client.getOutputStream().write(frame.toBytes());
    }

    /** Whether this is the first message in parts of the id. */
    boolean isNew(int callId) {
        return assembled.add(callId);
    }

    /** Counts the parts of the one message in parts that a connection has. */
    int nextSequence() {
        return ++sequence;
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
    }
}
