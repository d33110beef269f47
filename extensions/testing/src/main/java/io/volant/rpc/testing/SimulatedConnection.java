package io.volant.rpc.testing;

import io.volant.rpc.Simulation;
import java.net.InetSocketAddress;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A connection of a simulation, from the wish to connect on. Confined to the thread of the simulation. */
final class SimulatedConnection {
    private static final byte[] NOTHING = {};

    private final SimulatedWorld world;
    private final SimulatedLink link;
    private final int number;
    private final Side client;
    private final Side server;

    SimulatedConnection(
            SimulatedWorld world,
            SimulatedLink link,
            int number,
            InetSocketAddress from,
            InetSocketAddress to,
            Simulation.LineEnd near,
            SplittableRandom random) {
        this.world = world;
        this.link = link;
        this.number = number;
        this.client = new Side(from, to, Direction.TO_SERVER, random);
        this.server = new Side(to, from, Direction.TO_CLIENT, random);
        client.end = near;
    }

    /** As the client has it. */
    Simulation.Line line() {
        return client;
    }

    void open() {
        client.out.signal(SignalKind.OPEN);
    }

    void set(Direction direction, LinkFaults faults) {
        sender(direction).out.set(faults);
    }

    /** Both ends hear that the other one is gone. */
    void reset() {
        client.out.clear();
        server.out.clear();
        world.time().execute(() -> onReset(client));
        world.time().execute(() -> onReset(server));
    }

    private Side sender(Direction direction) {
        return direction == Direction.TO_SERVER ? client : server;
    }

    private Side receiver(Direction direction) {
        return direction == Direction.TO_SERVER ? server : client;
    }

    private void onArrival(Direction direction, SignalKind kind, byte[] bytes) {
        note(direction, kind.name(), bytes);
        Side side = receiver(direction);
        Simulation.LineEnd end = side.end;
        if (kind == SignalKind.OPEN) {
            onOpen();
        } else if (!side.closed && end != null) {
            hear(side, end, kind, bytes);
        } else if (kind == SignalKind.BYTES || kind == SignalKind.OPENED) {
            side.out.signal(SignalKind.RESET);
        }
    }

    private void hear(Side side, Simulation.LineEnd end, SignalKind kind, byte[] bytes) {
        switch (kind) {
            case OPEN -> throw new IllegalStateException("opened twice");
            case OPENED -> end.onOpened();
            case BYTES -> end.onBytes(bytes);
            case END -> end.onEnd();
            case RESET -> onReset(side);
            case REFUSED -> {
                side.closed = true;
                end.onRefused();
                endWhenClosed();
            }
        }
    }

    private void onOpen() {
        Simulation.Listener listener = world.listener(server.local.getPort());
        if (listener == null || link.refuses()) {
            link.count().refused.incrementAndGet();
            server.closed = true;
            server.out.signal(SignalKind.REFUSED);
            return;
        }
        link.count().connections.incrementAndGet();
        server.out.signal(SignalKind.OPENED);
        server.end = listener.onLine(server);
    }

    private void onReset(Side side) {
        Simulation.LineEnd end = side.end;
        if (!side.closed && end != null) {
            note(side == client ? Direction.TO_CLIENT : Direction.TO_SERVER, "gone", NOTHING);
            side.closed = true;
            end.onReset();
        }
        side.closed = true;
        endWhenClosed();
    }

    private void endWhenClosed() {
        if (client.closed && server.closed) {
            link.forget(this);
        }
    }

    private void note(Direction direction, String what, byte[] bytes) {
        world.note("#" + number + " " + direction + " :" + server.local.getPort() + " " + what, bytes);
    }

    private final class Side implements Simulation.Line, SimulatedWay.Receiver {
        private final InetSocketAddress local;
        private final InetSocketAddress remote;
        private final Direction direction;
        private final SimulatedWay out;
        private Simulation.@Nullable LineEnd end; // none until the server has accepted
        private boolean ended;
        private boolean closed;

        Side(InetSocketAddress local, InetSocketAddress remote, Direction direction, SplittableRandom random) {
            this.local = local;
            this.remote = remote;
            this.direction = direction;
            this.out = new SimulatedWay(world.time(), link.faults(direction), random, link.count(), this);
        }

        @Override
        public InetSocketAddress local() {
            return local;
        }

        @Override
        public InetSocketAddress remote() {
            return remote;
        }

        @Override
        public int room() {
            return out.room();
        }

        @Override
        public void send(byte[] bytes) {
            if (!closed && !ended) {
                out.send(bytes);
            }
        }

        @Override
        public void taken(int bytes) {
            receiver(direction).out.taken(bytes);
        }

        @Override
        public void end() {
            if (!closed && !ended) {
                ended = true;
                out.signal(SignalKind.END);
            }
        }

        @Override
        public void close(boolean unread) {
            if (closed) {
                return;
            }
            if (unread) {
                out.signal(SignalKind.RESET);
            } else {
                end();
            }
            closed = true;
            endWhenClosed();
        }

        @Override
        public void onArrival(SignalKind kind, byte[] bytes) {
            SimulatedConnection.this.onArrival(direction, kind, bytes);
        }

        @Override
        public void onLost(SignalKind kind, byte[] bytes) {
            note(direction, kind + " lost", bytes);
        }

        @Override
        public void onRoom() {
            if (!closed && end != null) {
                end.onRoom();
            }
        }
    }
}
