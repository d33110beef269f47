package io.volant.rpc.benchmarks.soak;

import io.volant.rpc.Checksum;
import io.volant.rpc.benchmarks.conform.Trespass;
import io.volant.rpc.benchmarks.fuzz.Corpus;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Clients that mean harm: every rule of the protocol broken, inputs that the fuzzer kept, random bytes, half handshakes, floods,
 * messages that are promised and do not come, and streams with bytes changed.
 */
record HostileClients(InetSocketAddress server) implements Visitor {
    private static final List<byte[]> HELLOS = Corpus.hellos();
    private static final List<byte[]> FRAMES = Corpus.frames();
    private static final int PATIENCE_MILLIS = 300;
    private static final int FLOOD = 2_000;
    private static final int PROMISES = 20;
    private static final int LONGEST_NOISE = 20_000;

    @Override
    public void visit(Random random) throws IOException, InterruptedException {
        switch (random.nextInt(11)) {
            case 0, 1 -> Trespass.oneRule(server, random);
            case 2 -> say(noise(random));
            case 3 -> say(Trespass.opening(), noise(random));
            case 4 -> say(HELLOS.get(random.nextInt(HELLOS.size())));
            case 5 -> say(Trespass.opening(), FRAMES.get(random.nextInt(FRAMES.size())));
            case 6 -> say(half(Trespass.hello(), random));
            case 7 -> say(Trespass.opening(), Trespass.cancels(FLOOD));
            case 8 -> say(Trespass.opening(), Trespass.pings(FLOOD));
            case 9 -> say(Trespass.opening(), Trespass.promises(PROMISES));
            default -> overADamagedLine(random);
        }
    }

    private void say(byte[]... parts) throws IOException {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        Sockets.say(server, all, PATIENCE_MILLIS);
    }

    /** With checksums, so that what arrives is right all the same. */
    private void overADamagedLine(Random random) throws IOException, InterruptedException {
        try (Relay relay = new Relay(server, Trouble.DAMAGE, random);
                Business business = Business.open(relay.address(), Checksum.ON)) {
            business.call(random).await();
        }
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[1 + random.nextInt(LONGEST_NOISE)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] half(byte[] bytes, Random random) {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
}
