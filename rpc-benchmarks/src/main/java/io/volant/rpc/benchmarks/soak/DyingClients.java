package io.volant.rpc.benchmarks.soak;

import io.volant.rpc.Checksum;
import io.volant.rpc.benchmarks.conform.Trespass;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Random;

/** Clients that come and go, hundreds in a minute: in the middle of calls, frames and handshakes. */
record DyingClients(InetSocketAddress server) implements Visitor {
    private static final int CALLS = 500;

    @Override
    public void visit(Random random) throws IOException, InterruptedException {
        switch (random.nextInt(5)) {
            case 0 -> isCut(random);
            case 1 -> closes(random);
            case 2 -> Sockets.sayAndReset(server, beginning(Trespass.hello(), random));
            case 3 -> Sockets.sayAndReset(server, beginning(withCalls(), random));
            default -> comesAndGoes(random);
        }
    }

    private void isCut(Random random) throws IOException, InterruptedException {
        try (Relay relay = new Relay(server, Trouble.CUT, random);
                Business business = Business.open(relay.address(), Checksum.AUTO)) {
            business.call(random).await();
        }
    }

    private void closes(Random random) {
        try (Business business = open()) {
            business.call(random);
        }
    }

    private void comesAndGoes(Random random) throws InterruptedException {
        try (Business business = open()) {
            business.call(random).await();
        }
    }

    private Business open() {
        return Business.open(server.getAddress().getHostAddress() + ":" + server.getPort(), Checksum.AUTO);
    }

    private static byte[] withCalls() {
        byte[] opening = Trespass.opening();
        byte[] calls = Trespass.calls(CALLS);
        byte[] all = Arrays.copyOf(opening, opening.length + calls.length);
        System.arraycopy(calls, 0, all, opening.length, calls.length);
        return all;
    }

    private static byte[] beginning(byte[] bytes, Random random) {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
}
