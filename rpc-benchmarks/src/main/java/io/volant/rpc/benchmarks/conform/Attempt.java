package io.volant.rpc.benchmarks.conform;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** The connections that one check opens. Confined to one thread. */
final class Attempt implements AutoCloseable {
    private final InetSocketAddress address;
    private final List<Peer> peers = new ArrayList<>();

    Attempt(InetSocketAddress address) {
        this.address = address;
    }

    /** A connection that has said nothing yet. */
    Peer connect() throws IOException {
        return connect(0);
    }

    /** A connection that has said nothing yet, with a receive buffer of this size; 0 for the usual one. */
    Peer connect(int receiveBuffer) throws IOException {
        Peer peer = new Peer(address, receiveBuffer);
        peers.add(peer);
        return peer;
    }

    /** What the server says to this hello, which it should accept. */
    Hello greet(Peer peer, byte[] hello) throws IOException {
        peer.send(hello);
        return Hello.read(peer.readHello());
    }

    /** A connection that has shaken hands and offered nothing. */
    Peer greeted() throws IOException {
        Peer peer = connect();
        greet(peer, Hello.plain());
        return peer;
    }

    /** The limits of the server, asked for on a connection of its own. */
    Hello limits() throws IOException {
        return greet(connect(), Hello.plain());
    }

    /** A connection on which {@link Frames#EXIST} can be called. */
    Peer bound() throws IOException {
        Peer peer = greeted();
        bind(peer);
        return peer;
    }

    static void bind(Peer peer) throws IOException {
        peer.send(Frames.bind(1));
        Frame ack = peer.read(Frame.BIND_ACK, 0);
        Breach.unless(
                ack.rest().length > 0 && ack.rest()[0] == 0,
                "BIND_ACK result 0 for " + Frames.SERVICE + " " + Frames.SIGNATURE,
                ack);
    }

    /** Makes a call and expects the right answer. */
    static void isServed(Peer peer, int callId) throws IOException {
        peer.send(Frames.ask(callId, "b"));
        isServed(peer.answer(callId));
    }

    /** The frame answers a call about "b", whose hash code is even. */
    static void isServed(Frame answer) {
        byte[] body = answer.type() == Frame.RESPONSE ? answer.body() : new byte[0];
        Breach.unless(body.length == 1 && body[0] == 1, "RESPONSE with the body 01", answer);
    }

    /** What was sent last, by whichever connection was opened last. */
    byte[] sent() {
        return peers.isEmpty() ? new byte[0] : peers.get(peers.size() - 1).sent();
    }

    @Override
    public void close() throws IOException {
        for (Peer peer : peers) {
            peer.close();
        }
    }
}
